package io.tightwire.internal.server;

import org.jspecify.annotations.Nullable;

/**
 * The thread that runs a part of one call, for as long as it does, so that it can be interrupted.
 * An interrupt that is meant for one call never reaches the next: interrupting and leaving exclude
 * each other, and the flag is cleared afterwards. Thread-safe.
 */
final class HandlerThread {

  private @Nullable Thread current;

  /** Makes this thread the one that is interrupted. Returns false if the call is cancelled. */
  synchronized boolean enter(ServerCall call) {
    if (call.cancelReason() != null) {
      return false;
    }
    current = Thread.currentThread();
    return true;
  }

  /** Lets this thread go on to other calls, without the interrupt flag. */
  void exit() {
    synchronized (this) {
      current = null;
    }
    boolean unused = Thread.interrupted();
  }

  /** Interrupts the thread, if there is one. */
  synchronized void interrupt() {
    if (current != null) {
      current.interrupt();
    }
  }
}
