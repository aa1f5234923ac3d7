package io.tightwire.it;

import java.lang.management.ManagementFactory;

/** What this process really holds in memory. Stateless; safe for use by many threads. */
final class LiveHeap {

  private static final int COLLECTIONS = 3;

  private LiveHeap() {}

  /** Bytes in use after collections of the whole heap; the least of a few, as others allocate. */
  static long bytes() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  /** A number of bytes, for people. */
  static String mib(long bytes) {
    return Math.round(bytes / 1048576.0) + " MiB";
  }
}
