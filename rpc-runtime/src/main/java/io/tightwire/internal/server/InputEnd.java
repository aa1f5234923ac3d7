package io.tightwire.internal.server;

import io.tightwire.RpcException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the caller's stream ended for the handler that reads it. Immutable.
 *
 * @param failure creates the exception for the reader; null if the caller sent all items
 */
record InputEnd(@Nullable Supplier<RpcException> failure) {

  /** The caller sent all items. */
  static final InputEnd COMPLETE = new InputEnd(null);

  /** Returns a new exception for the reader; the stream must have failed. */
  RpcException exception() {
    return Objects.requireNonNull(failure).get();
  }
}
