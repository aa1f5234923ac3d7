package io.tightwire;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The call's deadline passed. The message says which method, after how long, and which side
 * noticed.
 *
 * <p>Thread-safe.
 */
public final class RpcTimeoutException extends RpcException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception; channels and tests do.
   *
   * @param message what happened
   * @param cause what caused it, if known
   * @param mayHaveExecuted whether the handler may have started
   */
  public RpcTimeoutException(String message, @Nullable Throwable cause, boolean mayHaveExecuted) {
    super(RpcStatus.DEADLINE_EXCEEDED, message, cause, mayHaveExecuted);
  }
}
