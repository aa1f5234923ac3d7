package io.tightwire.internal.wire;

import java.io.Serial;

/** A frame that can't be decoded. Immutable. */
public final class BadFrameException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final long id;
  private final boolean losesRest;
  private final boolean unanswered;

  BadFrameException(
      long id, boolean losesRest, boolean unanswered, String message, Throwable cause) {
    super(message, cause, false, false);
    this.id = id;
    this.losesRest = losesRest;
    this.unanswered = unanswered;
  }

  /** Returns the id of the call that the frame is about; 0 if it could not be read. */
  public long id() {
    return id;
  }

  /** Returns whether its end can't be found, so that the rest of the message is lost too. */
  public boolean losesRest() {
    return losesRest;
  }

  /** Returns whether it is a one-way REQUEST, whose id is that of no open call. */
  public boolean isUnanswered() {
    return unanswered;
  }
}
