package io.tightwire;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The handler threw an exception. {@link #getCause()} is the original exception where the method
 * declares its type or it is one of the usual unchecked ones of {@code java.lang} and {@code
 * java.util}; otherwise a {@link RemoteCause}. No class is ever loaded because a peer named it.
 *
 * <p>Thread-safe.
 */
public final class RpcRemoteException extends RpcException {

  @Serial private static final long serialVersionUID = 1L;

  /** The class name of what was thrown. */
  private final String remoteType;

  /** The stack of what was thrown, if the server tells. */
  private final @Nullable String remoteStackTrace;

  /**
   * Creates the exception; channels and tests do.
   *
   * @param message what happened; holds the handler's message
   * @param remoteType the class name of what the handler threw
   * @param remoteStackTrace the handler's stack trace, if the server tells
   * @param cause the original exception, or a {@link RemoteCause}
   */
  public RpcRemoteException(
      String message, String remoteType, @Nullable String remoteStackTrace, Throwable cause) {
    super(RpcStatus.UNKNOWN, message, cause, true);
    this.remoteType = remoteType;
    this.remoteStackTrace = remoteStackTrace;
  }

  @Override
  public Optional<String> remoteType() {
    return Optional.of(remoteType);
  }

  @Override
  public Optional<String> remoteStackTrace() {
    return Optional.ofNullable(remoteStackTrace);
  }
}
