package io.tightwire;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The server refuses the call: this caller may not make it ({@code PERMISSION_DENIED}), or it does
 * not know the caller ({@code UNAUTHENTICATED}).
 *
 * <p>Thread-safe.
 */
public final class RpcPermissionException extends RpcException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * A caller that is known may not do this; for interceptors, before the handler starts.
   *
   * @param message what may not be done, and who may
   * @return the exception
   */
  public static RpcPermissionException denied(String message) {
    return new RpcPermissionException(RpcStatus.PERMISSION_DENIED, message, null, false);
  }

  /**
   * The caller is not known; for interceptors, before the handler starts.
   *
   * @param message what is missing
   * @return the exception
   */
  public static RpcPermissionException unauthenticated(String message) {
    return new RpcPermissionException(RpcStatus.UNAUTHENTICATED, message, null, false);
  }

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
