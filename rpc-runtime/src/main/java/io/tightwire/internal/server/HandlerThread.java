package io.tightwire.internal.server;

import io.tightwire.internal.flow.AdaptiveSpin;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The thread that runs a part of one call, for as long as it does, so that it can be interrupted.
 * An interrupt that is meant for one call never reaches the next: interrupting and leaving exclude
 * each other, and the flag is cleared afterwards.
 *
 * <p>Thread-safe. One thread at a time is between {@link #enter} and {@link #exit}, and once only.
 */
final class HandlerThread {

  /** Stands in the thread's place while it is being interrupted. */
  private static final Object INTERRUPTING = new Object();

  private final AtomicReference<@Nullable Object> current = new AtomicReference<>();

  /** Makes this thread the one that is interrupted. Returns false if the call is cancelled. */
  boolean enter(ServerCall call) {
    if (call.cancelReason() != null) {
      return false;
    }
    current.set(Thread.currentThread());
    if (call.cancelReason() == null) { // or its canceller may have come before this thread
      return true;
    }
    exit();
    return false;
  }

  /** Lets this thread go on to other calls, without the interrupt flag. */
  void exit() {
    while (!current.compareAndSet(Thread.currentThread(), null)) {
      AdaptiveSpin.yieldProcessor(); // it is being interrupted
    }
    boolean unused = Thread.interrupted();
  }

  /** Interrupts the thread, if there is one. */
  void interrupt() {
    if (current.get() instanceof Thread thread && current.compareAndSet(thread, INTERRUPTING)) {
      try {
        thread.interrupt();
      } finally {
        current.set(thread);
      }
    }
  }
}
