package io.tightwire.internal.client;

import io.tightwire.internal.flow.Times;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The local queue's bound: how many calls may be made and not yet sent, and how many bytes they may
 * have. Taken where a call is made, so that its caller is told at once; given back by the loop.
 * Safe for use by many threads.
 */
public final class PendingCallLimit {

  /** Both counts are one number, calls above bytes: taking room is one atomic addition. */
  private static final int BYTE_BITS = 40;

  private static final long CALL = 1L << BYTE_BITS;

  /** Who waits looks again after that, whether told or not. */
  private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(10);

  private final int maxCalls;
  private final long maxBytes;
  private final long patience;
  private final Readiness readiness;

  private final AtomicLong taken = new AtomicLong();
  private final AtomicInteger waiters = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();

  /**
   * All of it free.
   *
   * @param maxCalls below 2^23
   * @param maxBytes below 2^40; a call for itself may have more
   * @param patience how long a caller that may be kept waiting waits while there is a connection
   */
  public PendingCallLimit(int maxCalls, long maxBytes, Duration patience, Readiness readiness) {
    this.maxCalls = maxCalls;
    this.maxBytes = maxBytes;
    this.patience = Times.nanos(patience);
    this.readiness = readiness;
  }

  /** Takes room for a call. Returns whether there was enough. */
  boolean tryAcquire(int bytes) {
    long share = share(bytes);
    long before = taken.getAndAdd(share);
    long calls = before >>> BYTE_BITS;
    if (calls == 0 || (calls < maxCalls && (before & (CALL - 1)) + bytes <= maxBytes)) {
      return true;
    }
    taken.addAndGet(-share);
    return false;
  }

  /**
   * Takes room for a call; if there is not enough, waits a little for the server to keep up. Does
   * not wait for a connection: then nothing is on its way that would make room.
   *
   * @param deadline of the call
   * @return whether there was enough
   */
  boolean acquire(int bytes, long deadline) throws InterruptedException {
    return tryAcquire(bytes) || await(bytes, deadline);
  }

  private boolean await(int bytes, long deadline) throws InterruptedException {
    long until = Times.earlier(System.nanoTime() + patience, deadline);
    lock.lockInterruptibly();
    waiters.incrementAndGet();
    try {
      while (!tryAcquire(bytes)) {
        long left = until - System.nanoTime();
        if (left <= 0 || !readiness.isReady()) {
          return false;
        }
        long unused = freed.awaitNanos(Math.min(left, LOOK));
      }
      return true;
    } finally {
      waiters.decrementAndGet();
      lock.unlock();
    }
  }

  /** What {@link #tryAcquire} took for a call; to be summed up for {@link #release}. */
  static long share(int bytes) {
    return CALL + bytes;
  }

  /** Gives back what calls took. */
  void release(long shares) {
    if (shares != 0) {
      taken.addAndGet(-shares);
      if (waiters.get() > 0) {
        wakeUp();
      }
    }
  }

  private void wakeUp() {
    lock.lock();
    try {
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** For messages: what there is no room beside. */
  String occupants() {
    long now = taken.get();
    return (now >>> BYTE_BITS)
        + " calls of "
        + (now & (CALL - 1))
        + " bytes wait to be sent ("
        + readiness.state()
        + ')';
  }

  /** Whether all of it is free; for tests. */
  public boolean isEmpty() {
    return taken.get() == 0;
  }
}
