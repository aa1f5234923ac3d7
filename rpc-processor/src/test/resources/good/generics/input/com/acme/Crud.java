package com.acme;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What all stores can do.
 *
 * @param <T> what is stored
 * @param <K> its key
 */
public interface Crud<T, K> extends Readable<T, K>, Countable {

  void put(K key, T value);

  CompletionStage<T> getLater(K key);

  default T getOrElse(K key, T otherwise) {
    T found = get(key);
    return found == null ? otherwise : found;
  }

  @Override
  long count();

  static String describe() {
    return "a store";
  }

  @Override
  String toString();
}

interface Readable<T, K> {
  T get(K key);

  List<T> all();
}

interface Countable {
  long count();
}
