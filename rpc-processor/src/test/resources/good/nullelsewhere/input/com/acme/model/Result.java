package com.acme.model;

import org.jspecify.annotations.Nullable;

public sealed interface Result<T extends @Nullable Object> {

  record Ok<T extends @Nullable Object>(T value, Box<T> box) implements Result<T> {}

  record Failed<T extends @Nullable Object>(String why, @Nullable String hint)
      implements Result<T> {}
}
