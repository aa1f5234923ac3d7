package io.tightwire.internal.flow;

import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long a thread that has nothing left to do looks for more before it goes. A thread that went
 * has to be woken for the next task, which costs more than a short one takes. So a thread lingers
 * while most of the latest tasks came soon after the one before ({@link AdaptiveSpin}), and for
 * {@link #LIMIT} at most. After {@link #TURN} it goes in any case: its executor may have other
 * users that wait for a thread.
 *
 * <p>Thread-safe, as {@link AdaptiveSpin} is.
 */
final class Linger {

  /** In nanoseconds. Tasks often come together: those of one read. */
  static final long LIMIT = 2 * AdaptiveSpin.SPIN_LIMIT;

  /** For how long after its start a thread lingers, in nanoseconds. */
  static final long TURN = TimeUnit.MILLISECONDS.toNanos(1);

  private final AdaptiveSpin spin;
  private final LongSupplier clock;
  private final Runnable pause;

  /** When a thread last had nothing left to do. */
  private volatile long idleSince;

  /** Creates one that has seen no task. */
  Linger() {
    this(new AdaptiveSpin(), System::nanoTime, AdaptiveSpin::yieldProcessor);
  }

  /**
   * Creates one with another clock; for tests.
   *
   * @param pause lets other threads have the core
   */
  Linger(AdaptiveSpin spin, LongSupplier clock, Runnable pause) {
    this.spin = spin;
    this.clock = clock;
    this.pause = pause;
    this.idleSince = clock.getAsLong();
  }

  /** Records that a thread begins with a task. Returns when. */
  long beginTasks() {
    long now = clock.getAsLong();
    spin.recordWait(now - idleSince, LIMIT);
    return now;
  }

  /**
   * Records that the calling thread has nothing left to do.
   *
   * @param started when it began with its first task
   * @return whether it is to linger
   */
  boolean endTasks(long started) {
    long now = clock.getAsLong();
    idleSince = now;
    return now - started < TURN && spin.shouldSpin();
  }

  /** Lets other threads have the core until there is a task, or the time is up. */
  void await(Queue<?> tasks) {
    long begun = idleSince;
    while (tasks.isEmpty() && clock.getAsLong() - begun < LIMIT) {
      pause.run();
    }
  }
}
