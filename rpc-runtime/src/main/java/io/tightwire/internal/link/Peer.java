package io.tightwire.internal.link;

import org.jspecify.annotations.Nullable;

/**
 * The other end of one connection. A new connection is a new peer, so nothing of an old one can
 * reach it. Confined to the loop thread, unless it says otherwise, and but for {@link #name()},
 * {@link #endpoint()} and {@link #key()}.
 */
public interface Peer {

  /** Returns the peer's name for messages: its address, and its number there. */
  String name();

  /** Returns the endpoint by which it is connected. */
  Endpoint endpoint();

  /**
   * Returns the public key that it has proven to have, in Z85; null without CURVE, and on a client.
   */
  default @Nullable String key() {
    return null;
  }

  /**
   * Queues a frame. All that is queued in one pass of the loop goes out at its end, packed into as
   * few messages as the packing bound allows. Ignored if the connection is gone.
   *
   * @param buffer holds the frame, or several; these bytes must never change any more
   * @param offset the index of the first byte
   * @param length the number of bytes
   */
  void send(byte[] buffer, int offset, int length);

  /** Queues a frame at the beginning of its array. */
  default void send(byte[] buffer, int length) {
    send(buffer, 0, length);
  }

  /** Queues a frame that fills its array. */
  default void send(byte[] frame) {
    send(frame, frame.length);
  }

  /**
   * Queues a frame, as {@link #send(byte[], int)} does, whose array the caller gives up: it may be
   * used for another message once the frame has left.
   */
  default void handOver(byte[] buffer, int length) {
    send(buffer, length);
  }

  /**
   * Sets the largest message that the peer accepts: frames are not packed into larger ones. The
   * sender must refuse a single frame that is larger.
   */
  void packAtMost(long bytes);

  /**
   * Returns whether a frame that is sent now leaves soon. It is false while the network or the
   * other side does not keep up. Then a caller should hold back frames that it may still cancel,
   * until a later tick finds it true.
   */
  boolean isWritable();

  /**
   * Returns the number of bytes that were sent and have not left: they were neither handed to the
   * system nor read by another loop. Thread-safe.
   */
  long unsentBytes();

  /** Returns the unsent bytes of all peers of the link together. Thread-safe. */
  long unsentBytesInAll();

  /**
   * Returns whether bytes wait for the other side, and it has taken none for that time, even if it
   * sends something.
   */
  boolean isStalled(long now, long nanos);

  /**
   * Returns whether a large message from the peer is being received, so that its silence means
   * nothing: bytes of it came within {@code nanos}, or it waits for memory.
   */
  default boolean isReceiving(long now, long nanos) {
    return false;
  }

  /**
   * Records that the connection has proven itself. On a client, the next connection is then made
   * soon, however many attempts this one took.
   */
  void markProven();

  /**
   * Drops the connection, with its queued frames. {@link Agent#onDisconnected} follows within the
   * same pass, but not from within this call. A client then connects again.
   */
  void drop(String reason);
}
