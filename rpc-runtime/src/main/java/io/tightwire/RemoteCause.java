package io.tightwire;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception of the other side whose class is not rebuilt here: its class name and
 * message, as text. It has no local stack trace; the remote one is in {@link
 * RpcException#remoteStackTrace()}.
 *
 * <p>Thread-safe.
 */
public final class RemoteCause extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Of what was thrown. */
  private final String type;

  /**
   * Creates the exception.
   *
   * @param type the class name of the original
   * @param message its message
   */
  public RemoteCause(String type, @Nullable String message) {
    super(message, null, false, false);
    this.type = type;
  }

  /**
   * What the original was.
   *
   * @return its class name
   */
  public String type() {
    return type;
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // the message is the original's, untouched
  public String toString() {
    String message = getMessage();
    return message == null ? type : type + ": " + message;
  }
}
