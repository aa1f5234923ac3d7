package io.tightwire.internal.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The turns of a source that the calling thread runs while it waits for its call, so that
 * thread-locals and transactions of the source hold. Thread-safe; {@link #runUntil} and {@link
 * #leave} are confined to the thread that created this.
 */
final class CallerTurns implements Executor {

  private final Thread caller = Thread.currentThread();
  private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
  private final Executor afterwards;

  /** Whether the caller runs no more of them. */
  private volatile boolean left;

  /**
   * Creates an empty queue.
   *
   * @param afterwards runs what comes when the caller has left
   */
  CallerTurns(Executor afterwards) {
    this.afterwards = afterwards;
  }

  @Override
  public void execute(Runnable turn) {
    turns.add(turn);
    if (left && turns.remove(turn)) {
      afterwards.execute(turn);
    } else {
      LockSupport.unpark(caller);
    }
  }

  /** Wakes the caller, since what it waits for may be done. */
  void wake() {
    LockSupport.unpark(caller);
  }

  /** Runs turns until the condition holds or the thread is interrupted. */
  void runUntil(BooleanSupplier done) {
    while (!done.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
      Runnable turn = turns.poll();
      if (turn == null) {
        LockSupport.park(this);
      } else {
        turn.run();
      }
    }
  }

  /** Runs the turns that are left, before the caller goes on. */
  void leave() {
    left = true;
    runAll();
  }

  /** Runs the turns that there are. */
  void runAll() {
    for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) {
      turn.run();
    }
  }
}
