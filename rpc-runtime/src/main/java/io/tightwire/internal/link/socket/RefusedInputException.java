package io.tightwire.internal.link.socket;

import java.io.IOException;

/** A peer sent bytes that are not allowed, for which its connection ends. Thread-safe. */
public final class RefusedInputException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message the reason, about the peer: "it …"
   */
  public RefusedInputException(String message) {
    super(message);
  }
}
