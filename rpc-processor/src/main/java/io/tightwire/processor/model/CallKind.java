package io.tightwire.processor.model;

/** How a service method hands out its result. Immutable. */
public enum CallKind {
  /** It returns the result, or nothing. */
  VALUE,
  /** It returns a {@code CompletionStage} of the result. */
  STAGE,
  /** It returns a {@code CompletableFuture} of the result. */
  FUTURE,
  /** It returns a {@code Stream} of results. */
  STREAM,
  /** It returns a {@code Flow.Publisher} of results. */
  PUBLISHER;

  /** Whether there are many results. */
  public boolean isStreaming() {
    return this == STREAM || this == PUBLISHER;
  }
}
