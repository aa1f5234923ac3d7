package io.tightwire;

import java.io.Serial;

/**
 * The server's queue or lane is full. The handler did not start.
 *
 * <p>Thread-safe.
 */
public final class RpcRejectedException extends RpcException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception; channels and tests do.
   *
   * @param message what happened
   */
  public RpcRejectedException(String message) {
    super(RpcStatus.RESOURCE_EXHAUSTED, message, null, false);
  }
}
