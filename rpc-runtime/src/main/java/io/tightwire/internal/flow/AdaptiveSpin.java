package io.tightwire.internal.flow;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Decides whether a thread spins for a short time before it parks: adaptive spinning.
 *
 * <h2>Why spin</h2>
 *
 * <p>Waking a parked thread costs both threads more time than most responses of a nearby server
 * take. A thread that spins instead sees the response without being woken.
 *
 * <h2>Why not always</h2>
 *
 * <p>Spinning in vain costs a core. So a thread spins only while most of its latest waits were
 * shorter than a limit, by a moving average ({@link #recordWait}), and never for longer than that
 * limit. An idle client or server does not spin: its waits are long.
 *
 * <h2>Why it does not hurt others</h2>
 *
 * <p>A thread that spins yields in each round ({@link #yieldProcessor}), so any other thread that
 * wants the core gets it. While that costs milliseconds ({@link #isCrowded}), no thread should spin
 * or yield. With a single core nothing can come while a thread spins, so none does.
 *
 * <p>Thread-safe in this sense: threads that share one object may lose each other's observations,
 * which does no harm.
 */
public final class AdaptiveSpin {

  /** The time to spin for a small message. */
  public static final long SPIN_LIMIT = TimeUnit.MICROSECONDS.toNanos(50);

  /** A little more than a nearby peer takes, so that an undisturbed one is in time. */
  private static final long NANOS_PER_BYTE = 1;

  private static final long MAX_BYTES = 128 * 1024;

  /** False with one core, on which no other thread can make progress meanwhile. */
  private static final boolean POSSIBLE = Runtime.getRuntime().availableProcessors() > 1;

  private static final Crowding CROWDING = new Crowding(System.nanoTime());

  private static final int WHOLE = 1 << 10;
  private static final int WORTHWHILE = WHOLE * 3 / 5;
  private static final int WEIGHT = 8;

  private final BooleanSupplier crowded;

  /** The part of the latest waits that was short: a moving average, in parts of {@link #WHOLE}. */
  private int shortWaits;

  /** Creates one that has seen no wait. */
  public AdaptiveSpin() {
    this(AdaptiveSpin::isCrowded);
  }

  /** Creates one with another view of the machine; for tests. */
  public AdaptiveSpin(BooleanSupplier crowded) {
    this.crowded = crowded;
  }

  /** Returns how long to spin for a message of that size, or for the response to one. */
  public static long limit(long bytes) {
    return SPIN_LIMIT + Math.min(bytes, MAX_BYTES) * NANOS_PER_BYTE;
  }

  /**
   * Records a wait that has ended.
   *
   * @param nanos how long it was
   * @param limit below which it counts as short
   */
  public void recordWait(long nanos, long limit) {
    int before = shortWaits;
    shortWaits = before + ((nanos < limit ? WHOLE : 0) - before) / WEIGHT;
  }

  /** Returns whether the next wait will probably be short, and no other process wants the core. */
  public boolean shouldSpin() {
    return POSSIBLE && shortWaits > WORTHWHILE && !crowded.getAsBoolean();
  }

  /** Lets another thread have the core, if one wants it, while the calling thread spins. */
  public static void yieldProcessor() {
    recordLostTime(yieldToOthers());
  }

  /**
   * Lets another thread have the core, if one wants it.
   *
   * @return for how long, in nanoseconds
   */
  @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but speed
  public static long yieldToOthers() {
    long begun = System.nanoTime();
    Thread.yield();
    return System.nanoTime() - begun;
  }

  /**
   * Records a yield that has just ended, and in which nothing went on that the thread waits for.
   */
  public static void recordLostTime(long nanos) {
    CROWDING.recordYield(nanos, System.nanoTime());
  }

  /**
   * Returns whether other processes want the cores, so that no thread of this one should yield: it
   * would get its core back only after milliseconds.
   */
  public static boolean isCrowded() {
    return CROWDING.isCrowded(System.nanoTime());
  }
}
