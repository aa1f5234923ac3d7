package io.tightwire.internal.link;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that several may share, up to a bound. Safe for use by many threads. */
final class Reserve {

  private final AtomicLong left;

  Reserve(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** Takes so much of it, if it is there. */
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) >= 0) {
      return true;
    }
    left.addAndGet(bytes);
    return false;
  }

  void give(long bytes) {
    left.addAndGet(bytes);
  }
}
