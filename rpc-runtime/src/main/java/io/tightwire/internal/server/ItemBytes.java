package io.tightwire.internal.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that holds encoded items of one client's streams, until they are handed to the peer.
 * What a stream has ready for its client is bounded by the stream; this bounds what all of them
 * have. A client that uses more of it than it leaves to the others has no more than an item of each
 * stream ready. Safe for use by many threads.
 */
final class ItemBytes {

  /** The same of all clients. */
  static final class Total {

    private final long max;
    private final AtomicLong held = new AtomicLong();

    Total(long max) {
      this.max = max;
    }

    long held() {
      return held.get();
    }
  }

  private final Total total;
  private final AtomicLong held = new AtomicLong();

  ItemBytes(Total total) {
    this.total = total;
  }

  /** Whether a stream that has an item ready should wait until that has left. */
  boolean isCrowded() {
    return held.get() > total.max - total.held.get();
  }

  void acquire(long bytes) {
    held.addAndGet(bytes);
    total.held.addAndGet(bytes);
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
    total.held.addAndGet(-bytes);
  }
}
