package io.tightwire.internal.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes threads that wait until something has changed. A thread reads {@link #count} before it
 * looks whether it has to wait, so that no change is missed. Thread-safe.
 */
final class ChangeSignal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** How many changes there were. Written with the lock. */
  private volatile int count;

  /** Returns how many changes there were. */
  int count() {
    return count;
  }

  /** Wakes the threads that wait. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // with the lock
  void signal() {
    lock.lock();
    try {
      count++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is another change.
   *
   * @param seen the changes that were counted
   * @param nanos how long to wait
   * @return how many nanoseconds are left; not positive if there was no change
   */
  long await(int seen, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (count == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
      return count == seen ? 0 : Math.max(1, left);
    } finally {
      lock.unlock();
    }
  }

  /** A time to wait that does not end. */
  static long forever() {
    return TimeUnit.DAYS.toNanos(36_500);
  }
}
