package io.tightwire.internal.link;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Computes the delay before another attempt: longer each time, with jitter. Confined to one thread.
 */
public final class Backoff {

  static final int FIRST_MILLIS = 10;
  static final int LONGEST_MILLIS = 1000;

  private int millis = FIRST_MILLIS;

  /** Returns the next delay in nanoseconds: from half of the present one to all of it. */
  public long next() {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    millis = Math.min(2 * millis, LONGEST_MILLIS);
    return ThreadLocalRandom.current().nextLong(nanos / 2, nanos + 1);
  }

  /** Resets the delay, since the connection that was lost had proved itself. */
  public void reset() {
    millis = FIRST_MILLIS;
  }
}
