package com.acme.model;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

public interface Base<T extends @Nullable Object, K extends @Nullable Object> {

  @Nullable T find(K key, List<@Nullable T> those);

  T get(@Nullable String text, String strict, int[] numbers, @Nullable String... more);

  Stream<T> all();

  CompletionStage<@Nullable String> later(Outer.@Nullable Nested nested);

  Result<Part> result(Map<String, @Nullable Box<@Nullable String>> boxes);

  @CheckForNull Old old(@CheckForNull Old old, Old strict);
}
