package io.tightwire.benchmarks.work;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The body of {@code add}, which every peer's server runs. It blocks for 5 ms if it is told to, as
 * a handler does that finds its value in no cache. Stateless; thread-safe.
 */
public final class Addition {

  /** As the second summand: the handler blocks. */
  public static final int SLOW = 1_000_003;

  private static final long BLOCKED = TimeUnit.MILLISECONDS.toNanos(5);

  private Addition() {}

  /** Returns the sum. */
  public static int of(int a, int b) {
    if (b == SLOW) {
      long until = System.nanoTime() + BLOCKED;
      for (long left = BLOCKED; left > 0; left = until - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
    return a + b;
  }
}
