package io.tightwire.internal.link;

import io.tightwire.internal.flow.AdaptiveSpin;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a loop on any thread where it sleeps. A loop that is about to sleep announces it, and then
 * checks once more for work. Other threads first post work, and then check whether the loop sleeps.
 * So either the loop sees the work, or they see it sleep and wake it. {@link #wake} and {@link
 * #isLoop} are thread-safe; the rest is confined to the loop thread.
 */
final class LoopWaker {

  /** The thread that the loop runs on, unless it is hosted. */
  private volatile Thread own;

  private final AtomicBoolean sleeping = new AtomicBoolean();

  /** The host of the loop; null while it runs on its own thread. */
  private volatile @Nullable LoopHost host;

  private final LoopPass<?> pass;

  LoopWaker(Thread own, LoopPass<?> pass) {
    this.own = own;
    this.pass = pass;
  }

  /** Sets the loop's own thread. */
  void ownedBy(Thread thread) {
    own = thread;
  }

  /** Sets the thread that the loop runs on from now on; null for its own. */
  void runsOn(@Nullable LoopHost current) {
    host = current;
  }

  /** Returns whether a thread is the one that the loop runs on. */
  boolean isLoop(Thread thread) {
    LoopHost current = host;
    return thread == (current == null ? own : current.thread());
  }

  /** Wakes the loop if it sleeps. */
  void wake() {
    if (sleeping.get() && sleeping.compareAndSet(true, false)) {
      LoopHost current = host;
      Poller waitedOn = pass.poller();
      if (current != null) {
        current.wake();
      } else if (waitedOn != null) {
        waitedOn.wake();
      } else {
        LockSupport.unpark(own);
      }
    }
  }

  /** Begins to sleep. Returns for how long, in nanoseconds; 0 if there is work. */
  long beginSleep() {
    sleeping.set(true);
    return pass.hasWork() ? 0 : pass.due();
  }

  void endSleep() {
    sleeping.set(false);
  }

  /** Returns whether the loop has begun to sleep and was not woken since. */
  boolean isAsleep() {
    return sleeping.get();
  }

  /**
   * Waits on the loop's own thread, for what is posted and for the sockets that it polls itself.
   */
  void sleep() throws IOException {
    while (pass.shouldSpin()) {
      if (pass.hasWork() || pass.poll()) {
        return;
      }
      AdaptiveSpin.yieldProcessor();
    }
    await(beginSleep());
    endSleep();
  }

  /** Waits for {@code nanos} at most; {@link Long#MAX_VALUE}: for ever. */
  private void await(long nanos) throws IOException {
    Poller waitedOn = pass.poller();
    if (waitedOn != null) {
      waitedOn.await(nanos);
    } else if (nanos == Long.MAX_VALUE) {
      LockSupport.park(this);
    } else if (nanos > 0) {
      LockSupport.parkNanos(this, nanos);
    }
  }
}
