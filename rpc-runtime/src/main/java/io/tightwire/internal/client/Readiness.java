package io.tightwire.internal.client;

import io.tightwire.ConnectionState;
import io.tightwire.ConnectionState.Kind;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The present state of the connection, and whether calls can be sent.
 *
 * <p>Thread-safe; set by the loop thread only.
 */
public final class Readiness {

  private static final ConnectionState READY = ConnectionState.of(Kind.READY, null);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Changed under the lock. */
  private volatile ConnectionState state = ConnectionState.of(Kind.CONNECTING, "no connection");

  private @Nullable StateListeners listeners;

  /** Sets what is told of each change. Called before the loop starts. */
  public void listeners(StateListeners value) {
    listeners = value;
  }

  void ready() {
    set(READY);
  }

  void notReady(Kind kind, String reason) {
    set(ConnectionState.of(kind, reason));
  }

  private void set(ConnectionState next) {
    if (state.kind() == Kind.CLOSED || state.equals(next)) {
      return;
    }
    lock.lock();
    try {
      state = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (listeners != null) {
      listeners.onState(next);
    }
  }

  /** Returns the present state. */
  public ConnectionState state() {
    return state;
  }

  boolean isReady() {
    return state.isReady();
  }

  /** Returns why calls are queued, for messages. */
  String queuedBecause() {
    return state.reason().orElse("the server does not keep up");
  }

  /**
   * Waits until calls can be sent.
   *
   * @return whether they can; false when the time is over or the client is closed
   */
  public boolean await(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (!isReady() && state.kind() != Kind.CLOSED && left > 0) {
        left = changed.awaitNanos(left);
      }
      return isReady();
    } finally {
      lock.unlock();
    }
  }
}
