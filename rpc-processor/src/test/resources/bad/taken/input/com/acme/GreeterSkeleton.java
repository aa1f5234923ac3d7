package com.acme;

public final class GreeterSkeleton {}
