package io.tightwire;

import java.io.Serial;

/**
 * The server has no such service or method. The message says what it does offer.
 *
 * <p>Thread-safe.
 */
public final class RpcMethodNotFoundException extends RpcException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception; channels and tests do.
   *
   * @param message what was not found, and what there is
   */
  public RpcMethodNotFoundException(String message) {
    super(RpcStatus.UNIMPLEMENTED, message, null, false);
  }
}
