package io.tightwire;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The two sides did not understand each other: arguments that can't be decoded, results that can't
 * be encoded, an incompatible protocol version ({@code INTERNAL}), or a message that is too large
 * ({@code RESOURCE_EXHAUSTED}).
 *
 * <p>Thread-safe.
 */
public final class RpcProtocolException extends RpcException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception; channels and tests do.
   *
   * @param status {@link RpcStatus#INTERNAL} or {@link RpcStatus#RESOURCE_EXHAUSTED}
   * @param message what happened
   * @param cause what caused it, if known
   * @param mayHaveExecuted whether the handler may have started
   */
  public RpcProtocolException(
      RpcStatus status, String message, @Nullable Throwable cause, boolean mayHaveExecuted) {
    super(status, message, cause, mayHaveExecuted);
  }
}
