package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of one instrument in one collection. Values of several servers or clients that have
 * the same attributes add up: an instrument must not be given two of them. Confined to the thread
 * that collects.
 */
final class Sums {

  private final Map<Attributes, Long> sums = new LinkedHashMap<>();

  void add(Attributes attributes, long value) {
    sums.merge(attributes, value, Long::sum);
  }

  void recordTo(ObservableLongMeasurement instrument) {
    sums.forEach((attributes, sum) -> instrument.record(sum, attributes));
  }
}
