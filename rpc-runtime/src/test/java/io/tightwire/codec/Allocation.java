package io.tightwire.codec;

import java.util.function.LongSupplier;

/** Bounds the allocation that a peer's bytes cause. Thread-safe. */
public final class Allocation {

  private static final int TRIES = 3;

  /** Instrumented code allocates too: for the cases of each switch that it reaches, for example. */
  private static final int FACTOR = System.getenv("JAZZER_FUZZ") == null ? 1 : 8;

  private Allocation() {}

  /**
   * Runs the work, and checks that its thread allocated no more than {@code bound}. Work that did
   * is run again: a peer cannot multiply costs that are paid once (classes loaded, call sites
   * linked, a time zone's table read).
   *
   * @param bound the bound in bytes, asked after the work has run
   * @param work the work, which does the same each time
   */
  public static void assertWithin(LongSupplier bound, Runnable work) {
    long allocated = 0;
    for (int tries = 0; tries < TRIES; tries++) {
      long before = Wire.allocated();
      work.run();
      allocated = Wire.allocated() - before;
      if (allocated <= FACTOR * bound.getAsLong()) {
        return;
      }
    }
    throw new AssertionError(
        allocated + " bytes were allocated, for which there were " + bound.getAsLong());
  }
}
