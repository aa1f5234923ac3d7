package com.acme;

public record Object(RuntimeException value) {}
