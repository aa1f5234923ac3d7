package io.tightwire.cli.connect;

import java.io.Serial;

/** Says what is wrong with the options, arguments or input of a command. Immutable. */
public final class UsageException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for people. */
  public UsageException(String message) {
    super(message);
  }
}
