package io.tightwire.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;

class HistogramTest {
  private final Histogram histogram = new Histogram();

  @Test
  void quantilesAreWithinABucketOfTheTruth() {
    for (long nanos = 1; nanos <= 1_000_000; nanos++) {
      histogram.record(nanos);
    }

    for (double q : new double[] {0.00001, 0.001, 0.5, 0.99, 0.999, 1}) {
      assertThat(histogram.quantile(q)).isCloseTo(1e6 * q, withPercentage(1.6));
    }
  }

  @Test
  void smallValuesAreExact() {
    for (int nanos = 0; nanos < 128; nanos++) {
      histogram.record(nanos);
    }

    assertThat(histogram.quantile(0.5)).isEqualTo(63);
    assertThat(histogram.quantile(1)).isEqualTo(127);
  }

  @Test
  void largestValueHasABucket() {
    histogram.record(Long.MAX_VALUE);

    assertThat(histogram.quantile(0.5)).isCloseTo(0x1p63, withPercentage(1.6));
  }

  @Test
  void sumOfTwoHoldsBoth() {
    Histogram other = new Histogram();
    histogram.record(10);
    other.record(100);
    other.record(120);
    histogram.add(other);

    assertThat(histogram.quantile(0.33)).isEqualTo(10);
    assertThat(histogram.quantile(0.99)).isEqualTo(120);
  }

  @Test
  void nothingRecordedHasNoQuantiles() {
    assertThatIllegalStateException().isThrownBy(() -> histogram.quantile(0.5));
  }
}
