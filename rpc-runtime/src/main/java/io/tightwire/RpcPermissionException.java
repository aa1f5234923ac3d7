package io.tightwire;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The server refuses: this caller may not do it ({@code PERMISSION_DENIED}), or it does not know
 * the caller ({@code UNAUTHENTICATED}).
 */
public final class RpcPermissionException extends RpcException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception; channels and tests do.
   *
   * @param status {@link RpcStatus#PERMISSION_DENIED} or {@link RpcStatus#UNAUTHENTICATED}
   * @param message what happened
   * @param cause what caused it, if known
   * @param mayHaveExecuted whether the handler may have started
   */
  public RpcPermissionException(
      RpcStatus status, String message, @Nullable Throwable cause, boolean mayHaveExecuted) {
    super(status, message, cause, mayHaveExecuted);
  }
}
