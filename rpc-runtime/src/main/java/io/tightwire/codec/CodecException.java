package io.tightwire.codec;

import java.io.Serial;

/**
 * Bytes that are not what a codec expects, or a value that can't be put into bytes. The message
 * says what was expected, what was found and where. No other exception leaves a codec because of
 * its input.
 *
 * <p>Callers of stubs never see it: the runtime wraps it into {@code RpcProtocolException}.
 */
public final class CodecException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what is wrong, where, and what would be right
   */
  public CodecException(String message) {
    super(message);
  }

  /**
   * Creates the exception with the failure below it.
   *
   * @param message what is wrong, where, and what would be right
   * @param cause what a constructor or parser said of the value
   */
  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
