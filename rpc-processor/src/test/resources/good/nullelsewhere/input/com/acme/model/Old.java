package com.acme.model;

import java.util.List;

public record Old(String strict, @CheckForNull String lax, @CheckForNull List<String> list) {}
