package io.tightwire.benchmarks.work;

/**
 * The library has no such kind of call; the table says "n/a". A type of its own, so that no failure
 * inside a library is taken for it. Immutable.
 */
public final class NotOffered extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotOffered() {
    super("This library has no such kind of call");
  }
}
