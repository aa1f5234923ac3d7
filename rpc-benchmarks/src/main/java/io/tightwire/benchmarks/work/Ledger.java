package io.tightwire.benchmarks.work;

import java.util.concurrent.atomic.LongAdder;

/**
 * Records the one-way calls that the server runs, so that a lost or garbled call is noticed.
 * Thread-safe.
 */
public final class Ledger {
  private static final LongAdder COUNT = new LongAdder();
  private static final LongAdder SUM = new LongAdder();

  private Ledger() {}

  public static void enter(long value) {
    SUM.add(value);
    COUNT.increment();
  }

  public static long count() {
    return COUNT.sum();
  }

  public static long sum() {
    return SUM.sum();
  }
}
