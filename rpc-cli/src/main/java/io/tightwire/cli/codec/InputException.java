package io.tightwire.cli.codec;

import java.io.Serial;

/** Says which part of the JSON input does not fit the types of the method. Immutable. */
public final class InputException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for people. */
  public InputException(String message) {
    super(message);
  }
}
