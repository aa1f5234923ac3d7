package io.tightwire.processor.model;

/** How a service method returns its result. Immutable. */
public enum CallKind {
  /** The method returns the result, or is {@code void}. */
  VALUE,
  /** The method returns a {@code CompletionStage} of the result. */
  STAGE,
  /** The method returns a {@code CompletableFuture} of the result. */
  FUTURE,
  /** The method returns a {@code Stream} of results. */
  STREAM,
  /** The method returns a {@code Flow.Publisher} of results. */
  PUBLISHER;

  /** Returns whether the method has a stream of results. */
  public boolean isStreaming() {
    return this == STREAM || this == PUBLISHER;
  }
}
