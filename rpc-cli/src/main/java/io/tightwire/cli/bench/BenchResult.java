package io.tightwire.cli.bench;

import io.tightwire.RpcStatus;
import io.tightwire.cli.json.JsonValue;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What a run has measured. Not changed any more.
 *
 * @param sent the number of calls
 * @param notSent the number of calls that were due, and found all places taken until the end
 * @param unfinished the number of calls without a response when the patience was over
 * @param failures the number of failed calls by status
 * @param took from the first call to the last response
 * @param latencies in nanoseconds, of all calls: also of those that failed or were not sent
 */
public record BenchResult(
    long sent,
    long notSent,
    int unfinished,
    Map<RpcStatus, Long> failures,
    Duration took,
    Histogram latencies) {

  static final double[] PERCENTILES = {50, 75, 90, 99, 99.9, 99.99, 100};

  private double perSecond() {
    return sent / (took.toNanos() / 1e9);
  }

  /** Returns a latency in milliseconds. */
  public double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }

  /** Returns the result for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT, "%d calls in %.1f s, %.0f/s%n", sent, took.toMillis() / 1e3, perSecond()));
    for (double percentile : PERCENTILES) {
      text.append(
          String.format(Locale.ROOT, "  p%-6s %10.3f ms%n", label(percentile), millis(percentile)));
    }
    new TreeMap<>(failures)
        .forEach((status, count) -> text.append(String.format("  %s: %d%n", status, count)));
    if (notSent > 0) {
      text.append(String.format("  %d due calls were not sent: -c calls were open%n", notSent));
    }
    if (unfinished > 0) {
      text.append(String.format("  %d calls had no response%n", unfinished));
    }
    return text.toString();
  }

  /** Returns the result for programs. */
  public JsonValue json() {
    JsonValue.ObjectBuilder millis = JsonValue.object();
    for (double percentile : PERCENTILES) {
      millis.put("p" + label(percentile), new JsonValue.Num(Double.toString(millis(percentile))));
    }
    JsonValue.ObjectBuilder failed = JsonValue.object();
    new TreeMap<>(failures).forEach((status, count) -> failed.put(status.name(), count));
    return JsonValue.object()
        .put("sent", sent)
        .put("notSent", notSent)
        .put("unfinished", unfinished)
        .put("seconds", new JsonValue.Num(Double.toString(took.toNanos() / 1e9)))
        .put("perSecond", new JsonValue.Num(Double.toString(perSecond())))
        .put("millis", millis.build())
        .put("failures", failed.build())
        .build();
  }

  static String label(double percentile) {
    return percentile == Math.rint(percentile)
        ? Integer.toString((int) percentile)
        : Double.toString(percentile);
  }
}
