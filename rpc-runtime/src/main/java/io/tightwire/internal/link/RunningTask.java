package io.tightwire.internal.link;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The task that runs on a loop's thread, and the owner of the loop meanwhile. The thread that runs
 * the task ends it by its start, a {@link System#nanoTime()} that no other task has; the standby
 * takes the loop over by the same number. Both do so by compare-and-set, so one of them has the
 * loop.
 *
 * <p>{@link #begin} and {@link #end} are called by the thread that leads the loop, the rest by the
 * standby.
 */
final class RunningTask {

  private static final long NONE = 0;

  private final AtomicLong startedAt = new AtomicLong(NONE);
  private long last;

  /** Whether the standby looks only if it is woken. */
  private volatile boolean unwatched;

  /** Records that a task starts; returns its start: {@code now}, or a little later. */
  long begin(long now) {
    long start = now - last > 0 ? now : last + 1;
    last = start == NONE ? start + 1 : start;
    startedAt.set(last);
    return last;
  }

  /** Returns whether the standby has to be woken, so that it watches the task. */
  boolean isUnwatched() {
    return unwatched;
  }

  /** Records that the task has ended; returns false if the loop was taken over meanwhile. */
  boolean end(long start) {
    return startedAt.compareAndSet(start, NONE);
  }

  /** Records whether the standby is about to sleep until it is woken. */
  void setUnwatched(boolean sleeps) {
    unwatched = sleeps;
  }

  /** Returns the start of the task that runs; 0 if none does. */
  long start() {
    return startedAt.get();
  }

  /** Takes the loop over, unless the task has ended. */
  boolean takeOver(long start) {
    return startedAt.compareAndSet(start, NONE);
  }
}
