package io.tightwire.cli.describe;

import java.io.Serial;

/** Says why a description can't be used, and what to do. Immutable. */
public final class DescriptionException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for people. */
  public DescriptionException(String message) {
    super(message);
  }
}
