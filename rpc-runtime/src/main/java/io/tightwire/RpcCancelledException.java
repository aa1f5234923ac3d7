package io.tightwire;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The call was cancelled: by its caller, by closing the client, or because the server is shutting
 * down or has ended the connection for its age.
 *
 * <p>Thread-safe.
 */
public final class RpcCancelledException extends RpcException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception; channels and tests do.
   *
   * @param message what happened
   * @param cause what caused it, if known
   * @param mayHaveExecuted whether the handler may have started
   */
  public RpcCancelledException(String message, @Nullable Throwable cause, boolean mayHaveExecuted) {
    super(RpcStatus.CANCELLED, message, cause, mayHaveExecuted);
  }
}
