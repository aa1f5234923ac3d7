package io.tightwire.codec;

import java.util.function.LongSupplier;

/** Bounds what bytes from a peer make us allocate. Safe for use by many threads. */
public final class Allocation {

  private static final int TRIES = 3;

  /** Code that is instrumented allocates too: the cases of each switch that it comes to, say. */
  private static final int FACTOR = System.getenv("JAZZER_FUZZ") == null ? 1 : 8;

  private Allocation() {}

  /**
   * Has work done, and checks that its thread allocated no more than so many bytes. Work that did
   * is done again: what is paid once (classes loaded, call sites linked, a time zone's table read)
   * is no peer's to multiply.
   *
   * @param bound in bytes; asked once the work is done
   * @param work does the same each time
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
