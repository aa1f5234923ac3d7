package com.acme;

public record Integer(java.lang.Integer value) {}
