package io.tightwire.benchmarks.work;

/**
 * Thrown if the library does not have this kind of call; the table says "n/a". It is a separate
 * type, so that it can't be confused with a failure inside a library. Immutable.
 */
public final class NotOffered extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotOffered() {
    super("This library has no such kind of call");
  }
}
