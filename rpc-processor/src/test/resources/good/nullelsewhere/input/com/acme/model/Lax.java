package com.acme.model;

import org.jspecify.annotations.NullUnmarked;

@NullUnmarked
public record Lax(String any, Box<String> box) {}
