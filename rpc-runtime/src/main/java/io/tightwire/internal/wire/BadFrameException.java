package io.tightwire.internal.wire;

import java.io.Serial;

/** A frame that can't be decoded. What follows it in its message is lost too. */
public final class BadFrameException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final long id;

  BadFrameException(long id, String message, Throwable cause) {
    super(message, cause, false, false);
    this.id = id;
  }

  /** The call that the frame is about, as far as that could be read; else 0. */
  public long id() {
    return id;
  }
}
