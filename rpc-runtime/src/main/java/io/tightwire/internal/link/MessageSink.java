package io.tightwire.internal.link;

/** Takes the messages that are sent to one peer. Confined to the loop thread. */
public interface MessageSink {

  /** The result of handing a message to the transport. */
  enum Outcome {
    SENT,
    REFUSED,
    UNREACHABLE
  }

  /** Hands a message to the transport, without waiting. */
  Outcome transmit(OutboundMessage message);

  /** Returns whether everything that was handed to the transport has left, as far as it knows. */
  default boolean isFlushed() {
    return true;
  }

  /**
   * Closes the connection, if the transport can close a single one.
   *
   * @param how what this side did, for example "closed"; reported to the other side where the
   *     transport can
   */
  void disconnect(String how);

  /** Reports to {@code inFlight} when bytes have been written, where the transport can. */
  default void reportWritesTo(InFlightBytes inFlight) {}

  /** As {@link Peer#isStalled}. */
  default boolean isStalled(long now, long nanos) {
    return false;
  }

  /** As {@link Peer#isReceiving}. */
  default boolean isReceiving(long now, long nanos) {
    return false;
  }
}
