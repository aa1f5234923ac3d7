package io.tightwire.internal.flow;

/**
 * The buckets of latency histograms: eight for each power of two, so that a bucket's bounds differ
 * by an eighth at most. Stateless; thread-safe.
 */
public final class LatencyBuckets {

  /** All times below 2^10 ns, about 1 µs, are in the first bucket. */
  private static final int FIRST = 10;

  /** All times from 2^44 ns, about 4.9 h, are in the last bucket. */
  private static final int END = 44;

  /** The logarithm of the number of buckets for each power of two. */
  private static final int PARTS = 3;

  /** The number of buckets. */
  public static final int COUNT = 1 + ((END - FIRST) << PARTS);

  private LatencyBuckets() {}

  /** Returns the bucket of a time in nanoseconds; the first one if that is negative. */
  public static int of(long nanos) {
    if (nanos < 1L << FIRST) {
      return 0;
    }
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    if (power >= END) {
      return COUNT - 1;
    }
    int part = (int) (nanos >>> (power - PARTS)) & ((1 << PARTS) - 1);
    return 1 + ((power - FIRST) << PARTS) + part;
  }

  /**
   * Returns the time in nanoseconds below which all times of a bucket are, but for the last one.
   */
  public static long end(int bucket) {
    if (bucket == 0) {
      return 1L << FIRST;
    }
    int power = FIRST + ((bucket - 1) >> PARTS);
    int part = (bucket - 1) & ((1 << PARTS) - 1);
    return (long) ((1 << PARTS) + part + 1) << (power - PARTS);
  }
}
