package io.tightwire.internal.client;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether calls can be sent right now. Set by the loop thread, awaited by any. */
public final class Readiness {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean ready;

  void set(boolean value) {
    lock.lock();
    try {
      ready = value;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until calls can be sent.
   *
   * @return whether they can; false when the time is over
   */
  public boolean await(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (!ready && left > 0) {
        left = changed.awaitNanos(left);
      }
      return ready;
    } finally {
      lock.unlock();
    }
  }
}
