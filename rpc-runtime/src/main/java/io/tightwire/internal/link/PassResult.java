package io.tightwire.internal.link;

/** The work that is left after a loop's pass. Immutable. */
public enum PassResult {
  /** Messages were handed to the transport, which may have more to do immediately. */
  SENT,
  /** The batch was full: there is more to receive, before anything more is read from sockets. */
  FULL,
  /** There may be more to do immediately. */
  MORE,
  /** There is nothing to do until the loop is woken or something is due. */
  IDLE,
  /** The loop has ended. */
  OVER
}
