package com.acme.gone;

import java.util.List;

/**
 * Keeps something.
 *
 * @param <T> what it keeps
 */
public interface Keeper<T extends Comparable<T>> {

  /**
   * Keeps one. See {@link List}, {@inheritDoc}
   *
   * @param one it
   * @param others and those, if there are any; see {@link List}
   */
  void keep(T one, List<T>[] others);

  /**
   * Overridden without a comment.
   *
   * @param one it
   */
  void drop(T one);
}
