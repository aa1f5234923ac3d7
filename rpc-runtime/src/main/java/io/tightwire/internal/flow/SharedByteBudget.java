package io.tightwire.internal.flow;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A limit for the bytes of one kind, and how many of them are used, for many threads. What happens
 * at the limit is its user's decision: {@link #acquire} counts beyond it too. Thread-safe.
 */
public class SharedByteBudget {

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /** Creates a budget of which nothing is used. */
  public SharedByteBudget(long limit) {
    this.limit = limit;
  }

  /** Returns how many bytes there are in all. */
  public long limit() {
    return limit;
  }

  /** Returns how many bytes are acquired and not released. */
  public long used() {
    return used.get();
  }

  /** Returns how many bytes are left; negative beyond the limit. */
  public long available() {
    return limit - used.get();
  }

  /** Counts bytes, also beyond the limit, and returns how many are used now. */
  public long acquire(long bytes) {
    return used.addAndGet(bytes);
  }

  /** Stops counting bytes that were acquired. */
  public void release(long bytes) {
    used.addAndGet(-bytes);
  }
}
