package io.tightwire.it;

import java.io.Serial;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An event that happens once, and that threads wait for. Thread-safe. */
final class Signal {

  /** Longer than any wait on a busy machine; only a failing scenario waits that long. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Thrown if the waiting thread was interrupted. */
  static final class InterruptedWait extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    InterruptedWait(InterruptedException cause) {
      super("interrupted", cause);
    }
  }

  private final CountDownLatch latch = new CountDownLatch(1);

  void raise() {
    latch.countDown();
  }

  boolean isRaised() {
    return latch.getCount() == 0;
  }

  /** Waits for it; fails if it does not happen. */
  void await() {
    try {
      if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("What was waited for has not happened");
      }
    } catch (InterruptedException e) {
      throw new InterruptedWait(e);
    }
  }
}
