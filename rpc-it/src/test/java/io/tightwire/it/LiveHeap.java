package io.tightwire.it;

import java.lang.management.ManagementFactory;

/** Measures the live heap of this process. Stateless; thread-safe. */
final class LiveHeap {

  private static final int COLLECTIONS = 3;

  private LiveHeap() {}

  /**
   * Returns the bytes in use after full garbage collections: the minimum of a few, as other threads
   * allocate.
   */
  static long bytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  /** Formats a number of bytes for humans. */
  static String mib(long bytes) {
    return Math.round(bytes / 1048576.0) + " MiB";
  }
}
