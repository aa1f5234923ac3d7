package com.acme;

public record RuntimeException(Objects value) {}
