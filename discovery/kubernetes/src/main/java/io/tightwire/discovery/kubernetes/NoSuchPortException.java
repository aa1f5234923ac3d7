package io.tightwire.discovery.kubernetes;

import java.io.IOException;

/** A service does not have the port that the target names. Its message has the fix. */
final class NoSuchPortException extends IOException {

  private static final long serialVersionUID = 1;

  NoSuchPortException(String message) {
    super(message);
  }
}
