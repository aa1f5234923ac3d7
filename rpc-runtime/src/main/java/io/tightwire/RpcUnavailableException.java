package io.tightwire;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * There was no connection in time, the connection was lost with the call in flight, or the local
 * queue is full.
 *
 * <p>Thread-safe.
 */
public final class RpcUnavailableException extends RpcException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception; channels and tests do.
   *
   * @param message what happened
   * @param cause what caused it, if known
   * @param mayHaveExecuted whether the handler may have started
   */
  public RpcUnavailableException(
      String message, @Nullable Throwable cause, boolean mayHaveExecuted) {
    super(RpcStatus.UNAVAILABLE, message, cause, mayHaveExecuted);
  }
}
