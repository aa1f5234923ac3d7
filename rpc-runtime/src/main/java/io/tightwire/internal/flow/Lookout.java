package io.tightwire.internal.flow;

import java.util.concurrent.TimeUnit;

/**
 * Whether it pays to look out for what comes next rather than to sleep until woken: adaptive
 * spinning. To be woken costs two threads more time than most answers of a neighbour take; but to
 * look out in vain costs a core. So it is done only while most of what was waited for came within
 * {@link #LIMIT}, and never for longer. Who looks out gives way to whoever else wants the core.
 *
 * <p>Threads that share one may lose an observation to each other, which does no harm.
 */
public final class Lookout {

  /** How long to look out at most. */
  public static final long LIMIT = TimeUnit.MICROSECONDS.toNanos(50);

  /** With one core, who comes next can't come before we sleep. */
  private static final boolean POSSIBLE = Runtime.getRuntime().availableProcessors() > 1;

  private static final int WHOLE = 1 << 10;
  private static final int PAYS = WHOLE * 3 / 5;
  private static final int WEIGHT = 8;

  /** What part of the latest waits was short: a moving average, in parts of {@link #WHOLE}. */
  private int shortOnes;

  /** Something came, after so many nanoseconds. */
  public void waited(long nanos) {
    int before = shortOnes;
    shortOnes = before + ((nanos < LIMIT ? WHOLE : 0) - before) / WEIGHT;
  }

  /** Whether what is waited for will probably come within {@link #LIMIT}. */
  public boolean pays() {
    return POSSIBLE && shortOnes > PAYS;
  }

  /** Lets others have the core, if any want it. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but speed
  public static void giveWay() {
    Thread.yield();
  }
}
