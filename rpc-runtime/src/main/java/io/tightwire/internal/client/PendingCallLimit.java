package io.tightwire.internal.client;

import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.flow.Times;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits the calls that are made and not yet sent, and their bytes: the client's local queue, and
 * the backpressure on its callers. A call acquires it on the thread that makes it, so that its
 * caller is told immediately; the loop releases it. Encoded items of the streams that calls send
 * count too: half of the bytes is theirs at most, and one item of each stream. Thread-safe.
 */
public final class PendingCallLimit {

  /** Both counts are one number, calls above bytes: acquiring is one atomic addition. */
  private static final int BYTE_BITS = 40;

  private static final long CALL = 1L << BYTE_BITS;

  /** A waiting caller checks again after that time, even if it was not signalled. */
  private static final long CHECK_INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);

  private final int maxCalls;
  private final long maxBytes;
  private final long maxWait;
  private final Readiness readiness;

  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger waiters = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private final SharedByteBudget items;

  /**
   * Creates a limit of which nothing is used.
   *
   * @param maxCalls below 2^23
   * @param maxBytes below 2^40; a single call may exceed it
   * @param maxWait how long a caller that may block waits while there is a connection
   */
  public PendingCallLimit(int maxCalls, long maxBytes, Duration maxWait, Readiness readiness) {
    this.maxCalls = maxCalls;
    this.maxBytes = maxBytes;
    this.maxWait = Times.nanos(maxWait);
    this.readiness = readiness;
    this.items = new ItemBudget(maxBytes / 2);
  }

  /** Acquires the limit for a call. Returns false, and acquires nothing, if it is reached. */
  boolean tryAcquire(int bytes) {
    long cost = cost(bytes);
    long before = used.getAndAdd(cost);
    long calls = before >>> BYTE_BITS;
    if (calls == 0 || (calls < maxCalls && (before & (CALL - 1)) + bytes <= maxBytes)) {
      return true;
    }
    used.addAndGet(-cost);
    return false;
  }

  /**
   * Acquires the limit for a call. If it is reached, waits a little for the server to catch up, but
   * not for a connection: without one nothing is sent that would release it.
   *
   * @param deadline of the call
   * @return whether it was acquired
   */
  boolean acquire(int bytes, long deadline) throws InterruptedException {
    return tryAcquire(bytes) || await(bytes, deadline);
  }

  private boolean await(int bytes, long deadline) throws InterruptedException {
    long until = Times.earlier(System.nanoTime() + maxWait, deadline);
    lock.lockInterruptibly();
    waiters.incrementAndGet();
    try {
      while (!tryAcquire(bytes)) {
        long left = until - System.nanoTime();
        if (left <= 0 || !readiness.isReady()) {
          return false;
        }
        long unused = released.awaitNanos(Math.min(left, CHECK_INTERVAL));
      }
      return true;
    } finally {
      waiters.decrementAndGet();
      lock.unlock();
    }
  }

  /** Returns what a call acquires. The costs of several calls can be added up to be released. */
  static long cost(int bytes) {
    return CALL + bytes;
  }

  /** Releases the costs of calls. */
  void release(long costs) {
    if (costs != 0) {
      used.addAndGet(-costs);
      if (waiters.get() > 0) {
        signalWaiters();
      }
    }
  }

  private void signalWaiters() {
    lock.lock();
    try {
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the budget of encoded items that are not sent yet. What it counts counts here too. */
  SharedByteBudget items() {
    return items;
  }

  private final class ItemBudget extends SharedByteBudget {

    ItemBudget(long limit) {
      super(limit);
    }

    @Override
    public long acquire(long bytes) {
      used.addAndGet(bytes);
      return super.acquire(bytes);
    }

    @Override
    public void release(long bytes) {
      super.release(bytes);
      PendingCallLimit.this.release(bytes);
    }
  }

  /** Returns how much is used and why, for messages. */
  String usage() {
    long now = used.get();
    return (now >>> BYTE_BITS)
        + " calls of "
        + (now & (CALL - 1))
        + " bytes wait to be sent ("
        + readiness.queuedBecause()
        + ')';
  }

  /** Returns whether nothing is used; for tests. */
  public boolean isUnused() {
    return used.get() == 0;
  }
}
