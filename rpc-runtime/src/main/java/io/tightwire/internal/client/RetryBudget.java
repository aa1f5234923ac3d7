package io.tightwire.internal.client;

import java.util.concurrent.TimeUnit;

/**
 * Limits retries and hedges to a share of the calls of the last ten seconds, and some more for
 * clients that make few calls: servers that fail because they are overloaded must not get twice the
 * load. Confined to the loop thread.
 */
final class RetryBudget {

  private static final int SECONDS = 10;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final double share;
  private final int perSecond;
  private final long[] calls = new long[SECONDS];
  private final long[] retries = new long[SECONDS];
  private long second = Long.MIN_VALUE;

  /**
   * Creates a budget.
   *
   * @param share of the calls, in retries
   * @param perSecond the number of retries that are always allowed each second
   */
  RetryBudget(double share, int perSecond) {
    this.share = share;
    this.perSecond = perSecond;
  }

  /** Records a call. */
  void recordCall(long now) {
    calls[slot(now)]++;
  }

  /** Returns whether one more retry is allowed, and records it if it is. */
  boolean tryAcquire(long now) {
    int slot = slot(now);
    if (left() < 1) {
      return false;
    }
    retries[slot]++;
    return true;
  }

  /** Returns how many retries are allowed now, at least 0. A part of one does not allow it. */
  double left(long now) {
    int unused = slot(now);
    return Math.max(0, left());
  }

  private double left() {
    return share * sum(calls) + (double) perSecond * SECONDS - sum(retries);
  }

  private int slot(long now) {
    long current = Math.floorDiv(now, SECOND);
    for (long each = Math.max(second + 1, current - SECONDS + 1); each <= current; each++) {
      calls[(int) Math.floorMod(each, (long) SECONDS)] = 0;
      retries[(int) Math.floorMod(each, (long) SECONDS)] = 0;
    }
    second = Math.max(second, current);
    return (int) Math.floorMod(current, (long) SECONDS);
  }

  private static long sum(long[] slots) {
    long sum = 0;
    for (long each : slots) {
      sum += each;
    }
    return sum;
  }
}
