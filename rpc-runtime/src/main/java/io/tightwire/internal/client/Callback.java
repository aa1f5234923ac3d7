package io.tightwire.internal.client;

import java.io.Serial;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task for the callback executor that runs once, however often it is submitted: an executor may
 * have queued a task for which it then fails to start a thread, or have run it and thrown.
 * Thread-safe.
 */
abstract class Callback extends AtomicBoolean implements Runnable {

  @Serial private static final long serialVersionUID = 1L;

  /** Returns a callback that runs a step. */
  static Callback of(Runnable step) {
    return new Callback() {
      @Serial private static final long serialVersionUID = 1L;

      @Override
      void call() {
        step.run();
      }
    };
  }

  @Override
  public final void run() {
    if (compareAndSet(false, true)) {
      call();
    }
  }

  /** Makes a callback that has run ready to be submitted again. */
  final void renew() {
    set(false);
  }

  abstract void call();
}
