package io.tightwire.internal.link;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes of a link, of all its connections together. {@link #addInFlight} and {@link
 * #unsent} are thread-safe; the rest is confined to the loop thread.
 */
final class LinkBytes {

  private final long highWatermark;

  /** The queued bytes of all outboxes. Changed by the loop thread alone. */
  private final AtomicLong queued = new AtomicLong();

  private final AtomicLong inFlight = new AtomicLong();
  private long moved;

  /**
   * Creates an account at zero.
   *
   * @param highWatermark above this number of unsent bytes, no connection queues more than it can
   *     send immediately
   */
  LinkBytes(long highWatermark) {
    this.highWatermark = highWatermark;
  }

  /** Adds to the bytes that are queued; a negative number takes away. */
  void addQueued(long bytes) {
    queued.lazySet(queued.getPlain() + bytes);
  }

  /**
   * Adds to the bytes that are {@linkplain InFlightBytes in flight}; a negative number takes away.
   */
  void addInFlight(long bytes) {
    inFlight.addAndGet(bytes);
  }

  /** Returns the number of bytes that were sent to all peers and have not left. */
  long unsent() {
    return queued.get() + inFlight.get();
  }

  boolean isAboveHighWatermark() {
    return unsent() >= highWatermark;
  }

  /** Records the size of a message that was sent or received. */
  void recordMoved(int bytes) {
    moved += bytes;
  }

  /** Returns the number of bytes that were sent and received since the last call. */
  long takeMoved() {
    long bytes = moved;
    moved = 0;
    return bytes;
  }
}
