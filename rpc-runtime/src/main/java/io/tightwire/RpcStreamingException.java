package io.tightwire;

import java.io.Serial;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream broke before its end. Items delivered before stay delivered. {@link #status()} and the
 * remote details are those of the cause. If it was the stream that the caller sends which threw,
 * the cause is what it threw.
 *
 * <p>Thread-safe.
 */
public final class RpcStreamingException extends RpcException {

  @Serial private static final long serialVersionUID = 1L;

  /** Why it broke, as the remote side tells; null if the caller's own stream did. */
  private final @Nullable RpcException reason;

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

  private RpcStreamingException(String message, Throwable thrown, boolean mayHaveExecuted) {
    super(RpcStatus.CANCELLED, message, thrown, mayHaveExecuted);
    this.reason = null;
  }

  /**
   * Returns the exception for a call whose caller's own stream failed; channels and tests use it.
   * The status is {@link RpcStatus#CANCELLED}, since that is what the server is told.
   *
   * @param message what happened
   * @param thrown what the stream threw; the cause
   * @param mayHaveExecuted whether the handler may have started
   * @return the exception
   */
  public static RpcStreamingException ofSource(
      String message, Throwable thrown, boolean mayHaveExecuted) {
    return new RpcStreamingException(
        message, Objects.requireNonNull(thrown, "thrown"), mayHaveExecuted);
  }

  /** A handler's own exception is one step away, as it is for calls without a stream. */
  private static Throwable causeOf(RpcException reason) {
    Throwable cause = reason.getCause();
    return reason instanceof RpcRemoteException && cause != null ? cause : reason;
  }

  @Override
  public Optional<String> remoteType() {
    return reason == null ? Optional.empty() : reason.remoteType();
  }

  @Override
  public Optional<String> remoteStackTrace() {
    return reason == null ? Optional.empty() : reason.remoteStackTrace();
  }
}
