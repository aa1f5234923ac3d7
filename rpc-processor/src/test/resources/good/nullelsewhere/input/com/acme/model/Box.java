package com.acme.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

public record Box<T extends @Nullable Object>(
    T content, @Nullable T lax, List<T> all, List<@Nullable T> some) {}
