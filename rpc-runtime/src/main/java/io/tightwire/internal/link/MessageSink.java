package io.tightwire.internal.link;

/** How one peer is reached. Confined to the loop thread. */
interface MessageSink {

  /** What became of a message. */
  enum Outcome {
    SENT,
    REFUSED,
    UNREACHABLE
  }

  /** Hands a message to the socket, without waiting. */
  Outcome transmit(OutboundMessage message);

  /**
   * Closes the connection, if it can be done.
   *
   * @param how what this side did, for the other one to read where it can be told: "closed", "…"
   */
  void hangUp(String how);

  /** Tells, where it can, when what was begun has been written. */
  default void reportWritesTo(InFlightBytes inFlight) {}

  /** Whether bytes wait for the other side to take them, and it has taken none for so long. */
  default boolean isStalled(long now, long nanos) {
    return false;
  }

  /** As {@link Peer#isReceiving}. */
  default boolean isReceiving(long now, long nanos) {
    return false;
  }
}
