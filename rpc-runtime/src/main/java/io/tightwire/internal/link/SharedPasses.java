package io.tightwire.internal.link;

import io.tightwire.internal.flow.AdaptiveSpin;
import io.tightwire.internal.flow.LoopThread;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The passes of a {@linkplain LoopSharing shared loop}: any thread may run one, one at a time.
 *
 * <p>Thread-safe.
 */
final class SharedPasses {

  /** How often a thread yields before it parks until the pass of another one has ended. */
  private static final int YIELDS = 4;

  private final SharedLoop loop;
  private final BooleanSupplier crowded;
  private final ReentrantLock lock = new ReentrantLock();

  /** Changed under the lock. */
  private volatile int count;

  /** As of the last pass. */
  private volatile boolean callersMayDrive;

  /** Guarded by the lock. */
  private boolean ended;

  /**
   * Creates the passes of a loop.
   *
   * @param crowded whether other processes want the cores, so that no thread should yield
   */
  SharedPasses(SharedLoop loop, BooleanSupplier crowded) {
    this.loop = loop;
    this.crowded = crowded;
  }

  /** Returns whether the calling thread is in a pass. */
  boolean isCurrent() {
    return lock.isHeldByCurrentThread();
  }

  /** Returns whether callers may run the loop, as of the last pass. */
  boolean callersMayDrive() {
    return callersMayDrive;
  }

  /** Returns whether other processes want the cores. */
  boolean isCrowded() {
    return crowded.getAsBoolean();
  }

  /** Has no caller run the loop until the next pass, since one has failed. */
  void fail() {
    callersMayDrive = false;
  }

  /** Ends the loop by a step. No thread runs a pass meanwhile, or later. */
  void end(Runnable step) {
    lock.lock();
    try {
      ended = true;
      callersMayDrive = false;
      step.run();
    } finally {
      lock.unlock();
    }
  }

  /** Runs a pass when no other thread does. */
  PassResult run() throws IOException {
    acquire();
    return passAndRelease();
  }

  /** Runs a pass; returns null if another thread runs one. */
  @Nullable PassResult tryRun() throws IOException {
    return lock.tryLock() ? passAndRelease() : null;
  }

  /** A pass takes microseconds, less than it takes to wake a thread. */
  private void acquire() {
    for (int i = 0; i < YIELDS; i++) {
      if (lock.tryLock()) {
        return;
      }
      if (isCrowded()) {
        break;
      }
      yieldToOthers();
    }
    lock.lock();
  }

  private PassResult passAndRelease() throws IOException {
    try {
      return pass();
    } finally {
      lock.unlock();
    }
  }

  private PassResult pass() throws IOException {
    if (ended) {
      return PassResult.OVER;
    }
    int before = count;
    count = before + 1;
    LoopThread.beginPass();
    try {
      PassResult result = loop.run();
      boolean over = loop.isOver(System.nanoTime());
      callersMayDrive = !over && loop.callersMayDrive();
      return over ? PassResult.OVER : result;
    } finally {
      LoopThread.endPass();
    }
  }

  /**
   * Lets other threads have the core. If none begins a pass meanwhile, or posts what is the first
   * thing for one, the time is lost.
   */
  void yieldToOthers() {
    int before = count;
    boolean hadWork = loop.hasWork();
    long nanos = AdaptiveSpin.yieldToOthers();
    if (count == before && loop.hasWork() == hadWork) {
      AdaptiveSpin.recordLostTime(nanos);
    }
  }
}
