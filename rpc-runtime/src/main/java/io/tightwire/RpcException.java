package io.tightwire;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. Every failure, in every mode, is one of the subclasses of this package. The
 * message names the method, the peer, the cause and, where there is one, the cure.
 */
public abstract class RpcException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Why it failed. */
  private final RpcStatus status;

  /** Whether the handler may have started. */
  private final boolean mayHaveExecuted;

  /**
   * For the subclasses of this package.
   *
   * @param status how the call ended
   * @param message what happened
   * @param cause what caused it, if known
   * @param mayHaveExecuted whether the handler may have started
   */
  RpcException(
      RpcStatus status, String message, @Nullable Throwable cause, boolean mayHaveExecuted) {
    super(message, cause);
    this.status = status;
    this.mayHaveExecuted = mayHaveExecuted;
  }

  /**
   * How the call ended.
   *
   * @return the status
   */
  public final RpcStatus status() {
    return status;
  }

  /**
   * Whether the handler may have started. Never wrong in the direction of "no": after {@code false}
   * the call can safely be made again.
   *
   * @return false only if the handler has not run and never will
   */
  public final boolean mayHaveExecuted() {
    return mayHaveExecuted;
  }

  /**
   * The class name of what the handler threw.
   *
   * @return the name; null unless the failure happened in a handler
   */
  public @Nullable String remoteType() {
    return null;
  }

  /**
   * The handler's stack trace, as the server printed it.
   *
   * @return the text; null unless the failure happened in a handler and the server tells
   */
  public @Nullable String remoteTraceback() {
    return null;
  }
}
