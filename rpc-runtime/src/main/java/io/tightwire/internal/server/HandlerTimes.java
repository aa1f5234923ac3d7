package io.tightwire.internal.server;

import java.util.concurrent.TimeUnit;

/**
 * How long the latest runs of a method's handler took. By that it earns its place on the event
 * loop, and loses it again.
 *
 * <p>A handler may run on the loop after {@value #NEEDED} short runs in a row. A long run on the
 * loop costs it the place, and makes the next one twice as dear; {@value #FORGIVEN_AFTER} short
 * runs there make up for it.
 *
 * <p>Thread-safe. Runs that end at the same moment may count as one.
 */
public final class HandlerTimes {

  static final int NEEDED = 32;
  static final int FORGIVEN_AFTER = 1_000;

  /** Of a run on another thread that counts. */
  static final long SHORT = TimeUnit.MICROSECONDS.toNanos(20);

  /**
   * Of a run on the loop that costs the place: the system may take the processor away meanwhile.
   */
  static final long LONG = TimeUnit.MICROSECONDS.toNanos(50);

  private static final int MOST_NEEDED = 1 << 20;

  private final int leastNeeded;
  private final long shortRun;
  private final long longRun;
  private volatile int shortRuns;
  private volatile int needed;

  /** The runs on the loop since the latest change. Only about right if the loop changes threads. */
  private int runsOnLoop;

  /** Creates the times of a method before its first run. */
  public HandlerTimes() {
    this(NEEDED, SHORT, LONG);
  }

  /** Creates times with other limits, in nanoseconds; for tests. */
  HandlerTimes(int leastNeeded, long shortRun, long longRun) {
    this.leastNeeded = leastNeeded;
    this.shortRun = shortRun;
    this.longRun = longRun;
    this.needed = leastNeeded;
  }

  /** Returns whether the handler may run on the loop. */
  boolean areShort() {
    return shortRuns >= needed;
  }

  /** Records how long a run took, in nanoseconds. */
  void record(long nanos, boolean onLoop) {
    if (onLoop) {
      recordOnLoop(nanos);
      return;
    }
    int runs = shortRuns;
    if (nanos > shortRun) {
      if (runs > 0) {
        shortRuns = 0;
      }
    } else if (runs < needed) {
      shortRuns = runs + 1;
    }
  }

  private void recordOnLoop(long nanos) {
    int most = needed;
    if (nanos > longRun) {
      shortRuns = 0;
      needed = Math.min(2 * most, MOST_NEEDED);
      runsOnLoop = 0;
    } else if (most > leastNeeded && ++runsOnLoop >= FORGIVEN_AFTER) {
      needed = most / 2;
      runsOnLoop = 0;
    }
  }
}
