package io.tightwire.internal.link;

import org.jspecify.annotations.Nullable;

/**
 * The other end of one connection. A new connection is a new peer, so nothing of an old one can
 * reach it. Confined to the loop thread, unless it says otherwise, and but for {@link #name()},
 * {@link #endpoint()} and {@link #key()}.
 */
public interface Peer {

  /** For messages: where the peer is, and which of several there it is. */
  String name();

  /** What it was connected to, or came in by. */
  Endpoint endpoint();

  /** The public key that it has proven to have, in Z85; null without CURVE, and on a client. */
  default @Nullable String key() {
    return null;
  }

  /**
   * Queues a frame. All that is queued in one pass of the loop goes out at its end, packed into as
   * few messages as the packing bound allows. Ignored if the connection is gone.
   *
   * @param buffer holds the frame, or several; these bytes must never change any more
   * @param offset where they begin
   * @param length how many there are
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
   * The peer takes no larger messages than this: frames are not packed into larger ones. A single
   * frame that is larger is the sender's to refuse.
   */
  void packAtMost(long bytes);

  /**
   * Returns whether what is sent now leaves soon. False while the network, or the other side, does
   * not keep up: a caller should hold back what it may still cancel, until a later tick finds it
   * true.
   */
  boolean isWritable();

  /**
   * How many bytes of memory hold what was sent and has not left: it was neither handed to the
   * system nor read by another loop. Thread-safe.
   */
  long unsentBytes();

  /** The same of all peers of the link together. Thread-safe. */
  long unsentBytesInAll();

  /**
   * Returns whether bytes wait for the other side to take them, and it has taken none for that
   * long, even if it sends something.
   */
  boolean isStalled(long now, long nanos);

  /**
   * Returns whether a large message of the peer's is on its way, so that its silence means nothing:
   * bytes of it came within {@code nanos}, or they are not read for want of memory.
   */
  default boolean isReceiving(long now, long nanos) {
    return false;
  }

  /**
   * The peer has done what it is there for. On a client: the connection that follows this one is
   * made soon, however many attempts this one took.
   */
  void markProven();

  /**
   * Gives the connection up, with what is queued for it. {@link Agent#onDisconnected} follows,
   * within the same pass, but not from within this call. A client then connects again.
   */
  void drop(String reason);
}
