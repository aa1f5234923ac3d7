package io.tightwire.telemetry.opentelemetry;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The wall clock, in the unit of spans. */
final class EpochClock {

  private EpochClock() {}

  /** Returns the nanoseconds since 1970. */
  static long nanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }
}
