package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Instruments whose values come from the statistics of servers or clients, which are read when
 * metrics are collected, once for all instruments. Thread-safe.
 *
 * @param <T> what is observed
 */
abstract class StatsInstruments<T> {

  private final List<T> observed = new CopyOnWriteArrayList<>();
  private boolean registered;

  /** Observes one more, until the registration is closed. */
  final TightwireTelemetry.Registration observe(T source, Meter meter) {
    synchronized (this) {
      if (!registered) {
        register(meter);
        registered = true;
      }
    }
    observed.add(source);
    AtomicBoolean closed = new AtomicBoolean(); // a second close must not end another registration
    return () -> {
      if (closed.compareAndSet(false, true)) {
        observed.remove(source);
      }
    };
  }

  final List<T> observed() {
    return observed;
  }

  /** Creates the instruments. */
  abstract void register(Meter meter);

  /** Creates an instrument for a number that goes up and down. */
  static ObservableLongMeasurement current(
      Meter meter, String name, String unit, String description) {
    return meter
        .upDownCounterBuilder(name)
        .setUnit(unit)
        .setDescription(description)
        .buildObserver();
  }

  /** Creates an instrument for a number that only goes up. */
  static ObservableLongMeasurement total(
      Meter meter, String name, String unit, String description) {
    return meter.counterBuilder(name).setUnit(unit).setDescription(description).buildObserver();
  }
}
