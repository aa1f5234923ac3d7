package io.tightwire.internal.server;

import io.tightwire.internal.flow.AdaptiveSpin;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How long the latest runs of a method's handler took. By that it earns its place on the event
 * loop, and loses it again.
 *
 * <p>A handler may run on the loop after {@value #NEEDED} short runs in a row. Long runs on the
 * loop cost it the place, and make the next one twice as dear; {@value #FORGIVEN_AFTER} short runs
 * there make up for it.
 *
 * <p>The time in which the system took the processor away, or a collector stopped the threads,
 * counts too, so some long runs are forgiven: each weighs as much as a number of short runs, and
 * what exceeds {@value #MOST_WEIGHT} is too much. A run that is long enough to lose the loop weighs
 * {@value #WEIGHT}. One that only delays others for a moment weighs {@value #LITTLE_WEIGHT}: a
 * virtual machine may lose its processor for 50 µs at each tick of a timer, a thousand times a
 * second. So does every long run on a machine whose cores are all wanted by other processes ({@link
 * AdaptiveSpin#isCrowded}). On other threads, long runs take back as many short ones.
 *
 * <p>Thread-safe. Runs that end at the same moment may count as one.
 */
public final class HandlerTimes {

  static final int NEEDED = 32;
  static final int FORGIVEN_AFTER = 1_000;
  static final int WEIGHT = 1_000;
  static final int LITTLE_WEIGHT = 50;
  static final int MOST_WEIGHT = 2_000;

  /** Of a run on another thread that counts. */
  static final long SHORT = TimeUnit.MICROSECONDS.toNanos(20);

  /** Of a run on the loop that does not count as long. */
  static final long LONG = TimeUnit.MICROSECONDS.toNanos(50);

  /** Of a run after which another thread may have the loop. */
  static final long VERY_LONG = TimeUnit.MICROSECONDS.toNanos(200);

  private static final int MOST_NEEDED = 1 << 20;

  private final int leastNeeded;
  private final long shortRun;
  private final long longRun;
  private final BooleanSupplier crowded;
  private volatile int shortRuns;
  private volatile int needed;

  // Only about right if the loop changes threads.

  /** The runs on the loop since the latest change. */
  private int runsOnLoop;

  /** Of the long runs on the loop, less the short ones since. */
  private int weight;

  /** Creates the times of a method before its first run. */
  public HandlerTimes() {
    this(NEEDED, SHORT, LONG, AdaptiveSpin::isCrowded);
  }

  /** Creates times with other limits, in nanoseconds; for tests. */
  HandlerTimes(int leastNeeded, long shortRun, long longRun, BooleanSupplier crowded) {
    this.leastNeeded = leastNeeded;
    this.shortRun = shortRun;
    this.longRun = longRun;
    this.crowded = crowded;
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
        shortRuns = Math.max(0, runs - weight(nanos));
      }
    } else if (runs < needed) {
      shortRuns = runs + 1;
    }
  }

  private void recordOnLoop(long nanos) {
    if (nanos > longRun) {
      weight += weight(nanos);
      if (weight > MOST_WEIGHT) {
        loseThePlace();
      }
      return;
    }
    if (weight > 0) {
      weight--;
    }
    int most = needed;
    if (most > leastNeeded && ++runsOnLoop >= FORGIVEN_AFTER) {
      needed = most / 2;
      runsOnLoop = 0;
    }
  }

  private int weight(long nanos) {
    return nanos > VERY_LONG && !crowded.getAsBoolean() ? WEIGHT : LITTLE_WEIGHT;
  }

  private void loseThePlace() {
    shortRuns = 0;
    needed = Math.min(2 * needed, MOST_NEEDED);
    runsOnLoop = 0;
    weight = 0;
  }
}
