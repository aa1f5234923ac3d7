package com.acme;

public record Objects(int value) {}
