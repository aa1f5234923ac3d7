package io.tightwire.internal.link;

import io.tightwire.internal.flow.Waiter;
import java.util.concurrent.locks.LockSupport;

/** A call that the thread which creates it waits for. */
class FakeCall implements Waiter {

  private final Thread caller = Thread.currentThread();
  private volatile boolean done;
  private volatile boolean parked;

  final void end() {
    done = true;
    if (parked) {
      LockSupport.unpark(caller);
    }
  }

  @Override
  public final boolean isDone() {
    return done;
  }

  @Override
  public final void setParked(boolean now) {
    parked = now;
  }
}
