package io.tightwire.internal.link;

import io.tightwire.internal.flow.AdaptiveSpin;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the thread that drives a {@linkplain LoopSharing shared loop} waits for the sockets, and how
 * others end its wait. The driver says that it waits, and then checks once more for work; others
 * first post work, and then check whether it waits. So one of them sees the other.
 *
 * <p>{@link #end()}, {@link #isAwake()} and {@link #isOutdated()} are thread-safe; the rest is
 * confined to the driver.
 */
final class DriverWait {

  private static final long FAR = 1L << 60;

  /** What a thread that has posted something has to do. */
  private enum State {
    /** Nothing: the driver is awake, and looks for work before it waits. */
    AWAKE,
    /** Wake the driver, which waits in the selector. */
    SELECTING,
    /** Nothing: another thread is waking the driver, which is not awake yet. */
    WOKEN,
    /** Wake the loop's own thread, which rests; no thread drives. */
    VACANT
  }

  private final SharedLoop loop;
  private final Thread own;
  private final AtomicReference<State> state = new AtomicReference<>(State.VACANT);

  /** What the driver waits for, besides the sockets. */
  private volatile @Nullable BooleanSupplier awaited;

  /** When the driver's wait in the selector ends. */
  private volatile long selectsUntil;

  DriverWait(SharedLoop loop, Thread own) {
    this.loop = loop;
    this.own = own;
  }

  /** Records that a thread drives. */
  void begin() {
    state.set(State.AWAKE);
  }

  /** Records that no thread drives any more. */
  void leave() {
    state.set(State.VACANT);
  }

  /** Polls the sockets after a pass that had work; after an idle one, waits for them. */
  void afterPass(PassResult result, BooleanSupplier done) throws IOException {
    if (result == PassResult.IDLE) {
      await(done);
    } else {
      boolean unused = loop.poll();
    }
  }

  /** Waits for the sockets: spins, and then waits in the selector. */
  private void await(BooleanSupplier done) throws IOException {
    while (loop.shouldSpin()) {
      if (loop.hasWork() || done.getAsBoolean() || loop.poll()) {
        return;
      }
      AdaptiveSpin.yieldProcessor();
    }
    try {
      long nanos = beginSelecting(done);
      Poller poller = loop.poller();
      if (nanos == 0) {
        return;
      }
      if (poller != null) {
        poller.await(nanos);
      } else {
        LockSupport.parkNanos(this, nanos);
      }
    } finally {
      awaited = null;
      state.set(State.AWAKE);
    }
  }

  /** Returns how long the driver is to wait in the selector; 0 if there is something to do. */
  long beginSelecting(BooleanSupplier done) {
    long now = System.nanoTime();
    long due = loop.dueAt();
    selectsUntil = due == Long.MAX_VALUE ? now + FAR : due;
    awaited = done;
    state.set(State.SELECTING);
    if (loop.hasWork() || done.getAsBoolean() || loop.dueAt() != due) {
      return 0;
    }
    return due == Long.MAX_VALUE ? due : Math.max(0, due - now);
  }

  /** Returns whether the driver waits in the selector, and a pass has changed what it waits for. */
  boolean isOutdated() {
    if (state.get() != State.SELECTING) {
      return false;
    }
    BooleanSupplier call = awaited;
    long due = loop.dueAt();
    return (call != null && call.getAsBoolean())
        || (due != Long.MAX_VALUE && due - selectsUntil < 0);
  }

  /** Ends the wait of the driver, or the rest of the loop's own thread if no thread drives. */
  void end() {
    State now = state.get();
    if (now == State.VACANT) {
      LockSupport.unpark(own);
    } else if (now == State.SELECTING && state.compareAndSet(State.SELECTING, State.WOKEN)) {
      Poller poller = loop.poller();
      if (poller == null) {
        LockSupport.unpark(own);
      } else {
        poller.wake();
      }
    }
  }

  /** Returns whether there is a driver that is awake. It looks for work before it waits. */
  boolean isAwake() {
    return state.get() == State.AWAKE;
  }

  /** Returns whether the driver has begun to wait in the selector, and was not woken since. */
  boolean isSelecting() {
    return state.get() == State.SELECTING;
  }
}
