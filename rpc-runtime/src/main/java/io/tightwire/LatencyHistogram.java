package io.tightwire;

import io.tightwire.internal.flow.LatencyBuckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long calls took, as numbers of calls in buckets. There are eight buckets for each power of
 * two, so that a time that is read from the histogram is at most 12.5 % too long, and never too
 * short. Times below 1.024 µs count as that, and times above 4.9 h count as 4.9 h.
 *
 * <p>A server's histograms begin when it starts. Subtract an earlier one to see the calls since
 * then:
 *
 * <pre>{@code
 * LatencyHistogram latest = server.stats().methods().get(0).latency().minus(before);
 * System.out.println(latest.count() + " calls, p99 " + latest.percentile(99));
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param counts the number of calls in each bucket, the fastest calls first, without zeros at the
 *     end; {@link #bound} has the buckets' bounds
 */
public record LatencyHistogram(List<Long> counts) {

  /** A histogram of no calls. */
  public static final LatencyHistogram EMPTY = new LatencyHistogram(List.of());

  /** The number of buckets. */
  public static final int BUCKETS = LatencyBuckets.COUNT;

  /**
   * Creates a histogram.
   *
   * @param counts zeros at the end are left out
   * @throws IllegalArgumentException if a number is negative, there are more numbers than {@link
   *     #BUCKETS}, or their sum exceeds a {@code long}
   */
  public LatencyHistogram {
    if (counts.size() > BUCKETS) {
      throw new IllegalArgumentException(
          "A latency histogram has " + BUCKETS + " buckets at most, not " + counts.size());
    }
    int size = 0;
    long sum = 0;
    for (int i = 0; i < counts.size(); i++) {
      long count = counts.get(i);
      sum += count;
      if (count < 0 || sum < 0) {
        throw new IllegalArgumentException(
            "Bucket " + i + " of a latency histogram can't count " + count + " calls");
      }
      size = count > 0 ? i + 1 : size;
    }
    counts = List.copyOf(counts.subList(0, size));
  }

  /**
   * Returns the time below which the calls of a bucket are. The last bucket has the longer ones
   * too.
   *
   * @param bucket from 0 to {@link #BUCKETS} − 1
   * @return the upper bound, which is the lower bound of the next bucket
   * @throws IndexOutOfBoundsException if there is no such bucket
   */
  public static Duration bound(int bucket) {
    if (bucket < 0 || bucket >= BUCKETS) {
      throw new IndexOutOfBoundsException(
          "There is no bucket " + bucket + "; the last one is " + (BUCKETS - 1));
    }
    return Duration.ofNanos(LatencyBuckets.end(bucket));
  }

  /**
   * Returns the number of calls.
   *
   * @return the sum of all buckets
   */
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns the time within which a part of the calls ended.
   *
   * @param percent how many percent of the calls, from 0 to 100: 50 for the median, 99.9
   * @return the upper bound of the bucket that the last of these calls is in; zero if there is no
   *     call
   * @throws IllegalArgumentException if that is no percentage
   */
  public Duration percentile(double percent) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "A percentile is from 0 to 100, not " + percent + "; 99.9 for instance");
    }
    long count = count();
    long wanted = Math.max(1, (long) Math.ceil(percent * count / 100));
    long seen = 0;
    for (int i = 0; i < counts.size(); i++) {
      seen += counts.get(i);
      if (seen >= wanted || i == counts.size() - 1) {
        return bound(i);
      }
    }
    return Duration.ZERO;
  }

  /**
   * Returns the time of the slowest call.
   *
   * @return the upper bound of the bucket that it is in; zero if there is no call
   */
  public Duration max() {
    return counts.isEmpty() ? Duration.ZERO : bound(counts.size() - 1);
  }

  /**
   * Returns the calls that have been added since an earlier state of the same histogram.
   *
   * @param earlier the earlier state
   * @return the difference
   * @throws IllegalArgumentException if the other one is not an earlier state: it has more calls in
   *     a bucket, as after a restart of the server
   */
  public LatencyHistogram minus(LatencyHistogram earlier) {
    List<Long> difference = new ArrayList<>(counts);
    for (int i = 0; i < earlier.counts.size(); i++) {
      long before = earlier.counts.get(i);
      if (i >= difference.size() || difference.get(i) < before) {
        throw new IllegalArgumentException(
            "The other histogram is not an earlier state of this one: it has more calls in bucket "
                + i
                + "; was the server restarted meanwhile?");
      }
      difference.set(i, difference.get(i) - before);
    }
    return new LatencyHistogram(difference);
  }

  @Override
  public String toString() {
    return counts.isEmpty()
        ? "no calls"
        : count() + " calls, p50 " + percentile(50) + ", p99 " + percentile(99) + ", max " + max();
  }
}
