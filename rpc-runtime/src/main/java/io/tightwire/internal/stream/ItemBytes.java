package io.tightwire.internal.stream;

import io.tightwire.internal.flow.SharedByteBudget;

/**
 * The memory that holds encoded items of one peer's streams until they are handed to the link. Each
 * stream bounds what it has ready ({@link ItemStream#HIGH_WATERMARK}); this bounds what all streams
 * of all peers have ready: a peer that uses more than is left for the others has one ready item in
 * each of its streams at most. Thread-safe.
 */
public final class ItemBytes {

  private final SharedByteBudget total;
  private final SharedByteBudget own;

  /**
   * Creates the account of one peer.
   *
   * @param total the account of all peers
   */
  public ItemBytes(SharedByteBudget total) {
    this.total = total;
    this.own = new SharedByteBudget(total.limit());
  }

  /** Returns whether a stream that has an item ready should wait until that item is sent. */
  boolean isCrowded() {
    return own.used() > total.available();
  }

  void acquire(long bytes) {
    long unusedOwn = own.acquire(bytes);
    long unusedTotal = total.acquire(bytes);
  }

  void release(long bytes) {
    own.release(bytes);
    total.release(bytes);
  }
}
