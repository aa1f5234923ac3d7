package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Map;

@RpcService
public interface Variants {

  Result<List<String>> nested(Result<Map<String, List<Integer>>> map);

  Result<String[]> arrays();

  Result<Integer> number();

  Result<List<List<Long>>> deep();

  Both<String, String> both();

  Both<Long, String> different();

  sealed interface Result<T> {}

  record One<T>(T value) implements Result<T> {}

  record Many<T>(List<T> values) implements Result<List<T>> {}

  record Keyed<K, V>(Map<K, V> values) implements Result<Map<K, V>> {}

  record Groups<G extends Comparable<G>, M>(Map<G, List<M>> values)
      implements Result<Map<G, List<M>>> {}

  record Items<T>(T[] values) implements Result<T[]> {}

  record Numeric<N extends Number & Comparable<N>>(N value) implements Result<N> {}

  record Numbered(int value) implements Result<Integer> {}

  sealed interface Deep<A> extends Result<List<A>> {}

  sealed interface Deeper<B> extends Deep<List<B>>, Result<List<List<B>>> {}

  record Deepest<T>(T value) implements Deeper<T> {}

  record Fixed(int value) implements Deep<String> {}

  record Twice(int value) implements Deep<String>, Result<List<String>> {}

  sealed interface Both<A, B> {}

  record Same<T>(T a, T b) implements Both<T, T> {}

  record Swapped<A, B>(A a, B b) implements Both<B, A> {}
}
