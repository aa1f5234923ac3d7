package com.acme;

public record RemoteCall(int value) {}
