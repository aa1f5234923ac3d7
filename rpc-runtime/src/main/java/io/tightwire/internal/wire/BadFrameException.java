package io.tightwire.internal.wire;

import java.io.Serial;

/** A frame that can't be decoded. */
public final class BadFrameException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final long id;
  private final boolean hidesWhatFollows;
  private final boolean unanswered;

  BadFrameException(
      long id, boolean hidesWhatFollows, boolean unanswered, String message, Throwable cause) {
    super(message, cause, false, false);
    this.id = id;
    this.hidesWhatFollows = hidesWhatFollows;
    this.unanswered = unanswered;
  }

  /** The call that the frame is about, as far as that could be read; else 0. */
  public long id() {
    return id;
  }

  /** Whether its end can't be found, so that the frames after it in the message are lost too. */
  public boolean hidesWhatFollows() {
    return hidesWhatFollows;
  }

  /** Whether it is a REQUEST that wants no response: its id is that of no open call. */
  public boolean isUnanswered() {
    return unanswered;
  }
}
