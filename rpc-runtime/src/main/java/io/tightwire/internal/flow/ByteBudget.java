package io.tightwire.internal.flow;

/**
 * A limit for the bytes of one kind, and how many of them are used. {@link SharedByteBudget} is the
 * thread-safe form. Confined to the loop thread.
 */
public final class ByteBudget {

  private final long limit;
  private long used;

  /** Creates a budget of which nothing is used. */
  public ByteBudget(long limit) {
    this.limit = limit;
  }

  /** Returns whether the bytes are within the limit. A single holder may exceed it. */
  public boolean hasRoom(long bytes) {
    return used == 0 || used + bytes <= limit;
  }

  /** Counts bytes, also beyond the limit. */
  public void acquire(long bytes) {
    used += bytes;
  }

  /** Stops counting bytes that were acquired. */
  public void release(long bytes) {
    used -= bytes;
  }

  /** Returns how many bytes are acquired and not released. */
  public long used() {
    return used;
  }
}
