package io.tightwire.internal.flow;

import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * How long a thread that has nothing left to do looks for more before it goes. A thread that went
 * has to be woken for the next task, which costs more than a short one takes. So a thread lingers
 * while most of the latest tasks came soon after the one before ({@link AdaptiveSpin}), and for
 * {@link #LIMIT} at most.
 *
 * <p>Thread-safe, as {@link AdaptiveSpin} is.
 */
final class Linger {

  /** In nanoseconds. Tasks often come together: those of one read. */
  static final long LIMIT = 2 * AdaptiveSpin.SPIN_LIMIT;

  private final AdaptiveSpin spin;
  private final LongSupplier clock;
  private final Runnable yield;

  /** When a thread last had nothing left to do. */
  private volatile long idleSince;

  /** Creates one that has seen no task. */
  Linger() {
    this(
        new AdaptiveSpin(),
        System::nanoTime,
        () -> {
          long unused = AdaptiveSpin.yieldToOthers();
        });
  }

  /** Creates one with another clock, and another way to yield; for tests. */
  Linger(AdaptiveSpin spin, LongSupplier clock, Runnable yield) {
    this.spin = spin;
    this.clock = clock;
    this.yield = yield;
    this.idleSince = clock.getAsLong();
  }

  /** Records that the calling thread has nothing left to do; returns whether it is to linger. */
  boolean begin() {
    idleSince = clock.getAsLong();
    return spin.shouldSpin() && !LoopThread.isLoops();
  }

  /** Lets other threads have the core until there is a task, or the time is up. */
  void await(Queue<?> tasks) {
    long begun = idleSince;
    while (tasks.isEmpty() && clock.getAsLong() - begun < LIMIT) {
      yield.run();
    }
  }

  /** Records that a thread begins with a task. */
  void end() {
    spin.recordWait(clock.getAsLong() - idleSince, LIMIT);
  }
}
