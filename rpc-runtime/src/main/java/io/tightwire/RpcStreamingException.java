package io.tightwire;

import java.io.Serial;
import java.util.Optional;

/**
 * A stream broke before its end. Items delivered before stay delivered. {@link #status()} and the
 * remote details are those of the cause.
 *
 * <p>Thread-safe.
 */
public final class RpcStreamingException extends RpcException {

  @Serial private static final long serialVersionUID = 1L;

  /** Why it broke. */
  private final RpcException reason;

  /**
   * Creates the exception; channels and tests do.
   *
   * @param message what happened
   * @param reason why the stream broke
   */
  public RpcStreamingException(String message, RpcException reason) {
    super(reason.status(), message, causeOf(reason), reason.mayHaveExecuted());
    this.reason = reason;
  }

  /** A handler's own exception is one step away, as it is for calls without a stream. */
  private static Throwable causeOf(RpcException reason) {
    Throwable cause = reason.getCause();
    return reason instanceof RpcRemoteException && cause != null ? cause : reason;
  }

  @Override
  public Optional<String> remoteType() {
    return reason.remoteType();
  }

  @Override
  public Optional<String> remoteStackTrace() {
    return reason.remoteStackTrace();
  }
}
