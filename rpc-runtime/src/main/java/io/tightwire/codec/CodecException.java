package io.tightwire.codec;

import java.io.Serial;

/**
 * Bytes that are not what a codec expects, or a value that can't be put into bytes. The message
 * says what was expected, what was found and where. No other exception leaves a codec because of
 * its input.
 *
 * <p>Callers of stubs never see it: the runtime wraps it into {@code RpcProtocolException}.
 *
 * <p>Thread-safe.
 */
public final class CodecException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Whether a bound was passed. */
  private final boolean tooLarge;

  /**
   * Creates the exception.
   *
   * @param message what is wrong, where, and what would be right
   */
  public CodecException(String message) {
    this(message, false);
  }

  private CodecException(String message, boolean tooLarge) {
    super(message);
    this.tooLarge = tooLarge;
  }

  static CodecException tooLarge(String message) {
    return new CodecException(message, true);
  }

  /**
   * Creates the exception with the failure below it.
   *
   * @param message what is wrong, where, and what would be right
   * @param cause what a constructor or parser said of the value
   */
  public CodecException(String message, Throwable cause) {
    super(message, cause);
    this.tooLarge = false;
  }

  /**
   * Returns text of a peer so that it fits into a message: in quotes, not long, and without control
   * characters.
   *
   * @param text what the peer sent
   * @return the beginning of it
   */
  public static String quoted(String text) {
    return Excerpt.quoted(text);
  }

  /**
   * Whether the value is sound but needs more bytes than a message may have.
   *
   * @return whether a smaller value, or a larger limit, would succeed
   */
  public boolean isTooLarge() {
    return tooLarge;
  }
}
