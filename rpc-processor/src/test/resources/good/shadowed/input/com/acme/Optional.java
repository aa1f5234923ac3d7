package com.acme;

public record Optional(int value) {}
