package io.tightwire.internal.link.zmq;

import java.io.IOException;

/** A peer sent what it may not; its connection is to end for it. */
final class RefusedInputException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message about the peer: "it …"
   */
  RefusedInputException(String message) {
    super(message);
  }
}
