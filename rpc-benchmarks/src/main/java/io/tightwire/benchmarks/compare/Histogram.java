package io.tightwire.benchmarks.compare;

/** Counts nanoseconds in buckets at most 1/64 wide. Used by one thread at a time. */
final class Histogram {
  private static final int BITS = 6;
  private static final int STEPS = 1 << BITS;

  private final long[] counts = new long[64 * STEPS];
  private long total;

  void record(long nanos) {
    counts[index(Math.max(nanos, 0))]++;
    total++;
  }

  void add(Histogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  /**
   * Returns the middle of the bucket that holds the quantile.
   *
   * @throws IllegalStateException if nothing was recorded
   */
  double quantile(double q) {
    long rank = Math.max(1, (long) Math.ceil(q * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return middle(i);
      }
    }
    throw new IllegalStateException("Nothing was recorded");
  }

  /** Small values have a bucket each; above them every power of two is divided into STEPS. */
  private static int index(long value) {
    int shift = 63 - Long.numberOfLeadingZeros(value | STEPS) - BITS;
    return (shift << BITS) + (int) (value >>> shift);
  }

  private static double middle(int index) {
    if (index < 2 * STEPS) {
      return index;
    }
    int shift = (index >>> BITS) - 1;
    long low = (long) (STEPS + (index & (STEPS - 1))) << shift;
    return low + (1L << shift) / 2.0;
  }
}
