package io.tightwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.internal.flow.LatencyBuckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  private static LatencyHistogram of(long... nanos) {
    Long[] counts = new Long[LatencyHistogram.BUCKETS];
    Arrays.fill(counts, 0L);
    for (long each : nanos) {
      counts[LatencyBuckets.of(each)]++;
    }
    return new LatencyHistogram(Arrays.asList(counts));
  }

  @Test
  void bucketsFollowOneAnotherAndAreNarrow() {
    long before = 0;
    for (int bucket = 0; bucket < LatencyHistogram.BUCKETS; bucket++) {
      long end = LatencyBuckets.end(bucket);
      assertThat(LatencyHistogram.bound(bucket)).isEqualTo(Duration.ofNanos(end));
      assertThat(LatencyBuckets.of(before)).isEqualTo(bucket);
      assertThat(LatencyBuckets.of(end - 1)).isEqualTo(bucket);
      if (bucket > 0) {
        assertThat((double) end / before).as("bucket %d", bucket).isBetween(1.0, 1.125);
      }
      before = end;
    }
    assertThat(Duration.ofNanos(before)).isBetween(Duration.ofHours(4), Duration.ofHours(5));
    assertThat(LatencyBuckets.of(Long.MAX_VALUE)).isEqualTo(LatencyHistogram.BUCKETS - 1);
    assertThat(LatencyBuckets.of(-1)).isZero();
    assertThatThrownBy(() -> LatencyHistogram.bound(LatencyHistogram.BUCKETS))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("the last one is 272");
  }

  @Test
  void percentilesAreAnEighthTooLongAtMostAndNeverTooShort() {
    Random random = new Random(7);
    long[] nanos = new long[1000];
    Arrays.setAll(nanos, i -> 1024 + (long) Math.exp(random.nextDouble() * 25));
    LatencyHistogram histogram = of(nanos);
    Arrays.sort(nanos);
    assertThat(histogram.count()).isEqualTo(1000);
    for (double percent : new double[] {0.1, 1, 50, 90, 99, 99.9, 100}) {
      long exact = nanos[(int) Math.ceil(percent * 10) - 1];
      assertThat(histogram.percentile(percent).toNanos() / (double) exact).isBetween(1.0, 1.125);
    }
    assertThat(histogram.max()).isEqualTo(histogram.percentile(100));
    assertThat(histogram.percentile(0)).isEqualTo(histogram.percentile(0.1));
  }

  @Test
  void emptyHistogramHasNoTimes() {
    assertThat(of()).isEqualTo(LatencyHistogram.EMPTY);
    assertThat(LatencyHistogram.EMPTY.count()).isZero();
    assertThat(LatencyHistogram.EMPTY.max()).isEqualTo(Duration.ZERO);
    assertThat(LatencyHistogram.EMPTY.percentile(99)).isEqualTo(Duration.ZERO);
    assertThat(LatencyHistogram.EMPTY).hasToString("no calls");
  }

  @Test
  void differenceHasTheCallsSinceTheEarlierState() {
    LatencyHistogram earlier = of(1_000_000, 5_000_000_000L);
    LatencyHistogram later = of(1_000_000, 1_000_000, 5_000_000_000L);
    assertThat(later.minus(earlier)).isEqualTo(of(1_000_000));
    assertThat(later.minus(later)).isEqualTo(LatencyHistogram.EMPTY);
    assertThat(later.minus(LatencyHistogram.EMPTY)).isEqualTo(later);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> earlier.minus(later))
        .withMessageContaining("was the server restarted");
    assertThatIllegalArgumentException().isThrownBy(() -> of(1).minus(of(1_000_000)));
  }

  @Test
  void countsHaveNoZerosAtTheEndAndAreNotChangedLater() {
    List<Long> counts = new ArrayList<>(List.of(0L, 2L, 0L));
    LatencyHistogram histogram = new LatencyHistogram(counts);
    counts.set(1, 9L);
    assertThat(histogram.counts()).containsExactly(0L, 2L);
  }

  @Test
  void whatAHostilePeerMaySendIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatencyHistogram(List.of(1L, -1L)))
        .withMessage("Bucket 1 of a latency histogram can't count -1 calls");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatencyHistogram(List.of(Long.MAX_VALUE, 1L)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LatencyHistogram(Collections.nCopies(274, 0L)))
        .withMessageContaining("273 buckets at most, not 274");
  }

  @Test
  void percentileIsFrom0To100() {
    for (double wrong : new double[] {-0.1, 100.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LatencyHistogram.EMPTY.percentile(wrong))
          .withMessageContaining("from 0 to 100");
    }
  }
}
