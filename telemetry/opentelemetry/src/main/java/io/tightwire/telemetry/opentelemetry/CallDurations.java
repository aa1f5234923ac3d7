package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import io.tightwire.RpcStatus;
import java.time.Duration;

/** The histogram of one side's calls. Thread-safe. */
final class CallDurations {

  private static final double NANOS = 1e9;

  private final DoubleHistogram histogram;

  CallDurations(Side side, Meter meter) {
    histogram =
        meter
            .histogramBuilder(side.metric)
            .setUnit("s")
            .setDescription(side.description)
            .setExplicitBucketBoundariesAdvice(Conventions.DURATION_BUCKETS)
            .build();
  }

  /**
   * Measures a call.
   *
   * @param context has the span of exemplars
   */
  void record(MethodAttributes method, RpcStatus status, Duration elapsed, Context context) {
    histogram.record(elapsed.toNanos() / NANOS, method.ofMeasurement(status), context);
  }
}
