package io.tightwire.internal.flow;

import java.util.concurrent.TimeUnit;

/**
 * Whether it pays to look out for what comes next rather than to sleep until woken: adaptive
 * spinning. To be woken costs two threads more time than most answers of a neighbour take; but to
 * look out in vain costs a core. So it is done only while most of what was waited for came within a
 * limit, and never for longer. Who looks out gives way to whoever else wants the core.
 *
 * <p>Threads that share one may lose an observation to each other, which does no harm.
 */
public final class AdaptiveSpin {

  /** How long to look out for something small. */
  public static final long SPIN_LIMIT = TimeUnit.MICROSECONDS.toNanos(50);

  /** A little slower than a neighbour is, so that one who is not disturbed is in time. */
  private static final long NANOS_A_BYTE = 1;

  private static final long MOST_BYTES = 128 * 1024;

  /** With one core, who comes next can't come before we sleep. */
  private static final boolean POSSIBLE = Runtime.getRuntime().availableProcessors() > 1;

  private static final int WHOLE = 1 << 10;
  private static final int WORTHWHILE = WHOLE * 3 / 5;
  private static final int WEIGHT = 8;

  /** What part of the latest waits was short: a moving average, in parts of {@link #WHOLE}. */
  private int shortOnes;

  /** How long to look out for an answer to so many bytes, or for what has as many. */
  public static long limit(long bytes) {
    return SPIN_LIMIT + Math.min(bytes, MOST_BYTES) * NANOS_A_BYTE;
  }

  /**
   * Something came.
   *
   * @param nanos after so long a time
   * @param limit what counts as short
   */
  public void recordWait(long nanos, long limit) {
    int before = shortOnes;
    shortOnes = before + ((nanos < limit ? WHOLE : 0) - before) / WEIGHT;
  }

  /** Whether what is waited for will probably come within the limit. */
  public boolean shouldSpin() {
    return POSSIBLE && shortOnes > WORTHWHILE;
  }

  /** Lets others have the core, if any want it. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but speed
  public static void yieldProcessor() {
    Thread.yield();
  }
}
