package io.tightwire.internal.wire;

/**
 * How a call ended, before anything is decoded: the frame that ended it, or a failure on this side.
 * Immutable.
 */
public interface Outcome {

  /** The end of a call that expects no response: it was sent. */
  Outcome SENT = () -> true;

  /** Returns whether the call succeeded: with a result, the end of its stream, or no response. */
  boolean isSuccess();
}
