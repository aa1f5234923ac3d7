package io.tightwire.internal.client;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Whether calls can be sent right now. Set by the loop thread, awaited by any. */
public final class Readiness {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Null if they can be. Changed under the lock. */
  private volatile @Nullable String whyNot = "no connection";

  void set(@Nullable String whyNotNow) {
    lock.lock();
    try {
      whyNot = whyNotNow;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isReady() {
    return whyNot == null;
  }

  /** For messages: why calls wait. */
  String state() {
    String reason = whyNot;
    return reason == null ? "the server does not keep up" : reason;
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
      while (!isReady() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return isReady();
    } finally {
      lock.unlock();
    }
  }
}
