package io.tightwire.internal.flow;

import java.util.concurrent.TimeUnit;

/**
 * Whether other processes want the machine's cores, so that a thread that yields gets its core back
 * only after milliseconds. Then it is better to park: the system runs a thread that it wakes soon.
 *
 * <p>{@link #IN_A_ROW} yields of more than {@link #LONG_YIELD}, shortly after one another, show it;
 * a single one may be due to a compiler's thread. After that no thread should yield for a while,
 * which is twice as long each time that the next yields are as long again.
 *
 * <p>Thread-safe in this sense: threads that share one object may lose each other's observations,
 * which does no harm.
 */
final class Crowding {

  /** More than the threads of one client or server take from each other, in nanoseconds. */
  static final long LONG_YIELD = TimeUnit.MILLISECONDS.toNanos(1);

  static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(50);
  static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(400);
  static final int IN_A_ROW = 3;

  /** Within this time one long yield must follow another, in nanoseconds. */
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(20);

  private volatile long until;
  private volatile long lasts = SHORTEST;
  private volatile long lastLongYield;
  private volatile int inARow;

  /** Creates one for a machine that is not crowded. */
  Crowding(long now) {
    until = now - LONGEST;
    lastLongYield = now - LONGEST;
  }

  /** Returns whether threads should not yield now. */
  boolean isCrowded(long now) {
    return until - now > 0;
  }

  /** Records a yield that lasted for {@code nanos}, and in which nothing went on. */
  void recordYield(long nanos, long ended) {
    if (nanos < LONG_YIELD) {
      return;
    }
    long begun = ended - nanos;
    int row = begun - lastLongYield < SOON ? inARow + 1 : 1;
    lastLongYield = ended;
    inARow = row;
    if (row < IN_A_ROW) {
      return;
    }
    inARow = 0;
    boolean again = begun - until < lasts;
    long next = again ? Math.min(2 * lasts, LONGEST) : SHORTEST;
    lasts = next;
    until = ended + next;
  }
}
