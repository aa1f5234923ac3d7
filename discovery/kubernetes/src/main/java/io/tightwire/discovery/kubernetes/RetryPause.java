package io.tightwire.discovery.kubernetes;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Waits between two requests, longer each time and with jitter, so that clients do not ask
 * together. Thread-safe.
 */
final class RetryPause {

  private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** A pause that is cut short takes this time, if it would take longer. */
  private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private long next = FIRST_NANOS;
  private boolean hurried;

  /** Makes the next pause the shortest, since all is well. */
  synchronized void reset() {
    next = FIRST_NANOS;
  }

  /** Waits for a time from half of the present delay to all of it. */
  synchronized void await() throws InterruptedException {
    long start = System.nanoTime();
    long delay = ThreadLocalRandom.current().nextLong(next / 2, next + 1);
    next = Math.min(2 * next, LONGEST_NANOS);
    hurried = false;
    while (true) {
      long limit = hurried ? Math.min(delay, SHORTEST_NANOS) : delay;
      long left = start + limit - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Ends the pause that there is when it has taken a second. */
  synchronized void hurry() {
    hurried = true;
    notifyAll();
  }
}
