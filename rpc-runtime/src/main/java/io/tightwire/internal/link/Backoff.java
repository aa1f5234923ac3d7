package io.tightwire.internal.link;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait before connecting again: longer each time, and not the same for everybody.
 * Confined to the loop thread.
 */
public final class Backoff {

  static final int FIRST_MILLIS = 10;
  static final int LONGEST_MILLIS = 1000;

  private int millis = FIRST_MILLIS;

  /** In nanoseconds: from half the present delay to all of it. */
  public long next() {
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    millis = Math.min(2 * millis, LONGEST_MILLIS);
    return ThreadLocalRandom.current().nextLong(nanos / 2, nanos + 1);
  }

  /** The connection that was lost had proved itself. */
  public void reset() {
    millis = FIRST_MILLIS;
  }
}
