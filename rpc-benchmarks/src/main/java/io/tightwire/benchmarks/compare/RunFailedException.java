package io.tightwire.benchmarks.compare;

/** A call failed somewhere, so there is no table. Immutable. */
final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
