package io.tightwire.internal.client;

import java.io.Serial;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that is handed to the callback executor, and is done once, whatever becomes of that: an
 * executor may have queued what it then fails to get a thread for, or have run it and thrown. Safe
 * for use by many threads.
 */
abstract class Callback extends AtomicBoolean implements Runnable {

  @Serial private static final long serialVersionUID = 1L;

  /** A callback of one step. */
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

  /** It was done, and can be handed over again. */
  final void renew() {
    set(false);
  }

  abstract void call();
}
