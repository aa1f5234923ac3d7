package io.tightwire.it;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A workshop whose results can't be encoded until it is repaired: each call runs, and fails with
 * {@code INTERNAL}. Thread-safe.
 */
final class Broken extends Workbench {

  private static final String HALF_A_CHARACTER = "\ud83d";

  private final AtomicInteger runs = new AtomicInteger();
  private volatile boolean repaired;

  void repair() {
    repaired = true;
  }

  int runs() {
    return runs.get();
  }

  @Override
  public String work(String what) {
    runs.incrementAndGet();
    return repaired ? super.work(what) : HALF_A_CHARACTER;
  }
}
