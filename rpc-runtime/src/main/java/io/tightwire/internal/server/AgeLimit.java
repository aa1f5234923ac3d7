package io.tightwire.internal.server;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How old connections may become. Immutable.
 *
 * @param age the age; empty for any
 * @param disconnectWithin how long a client without an open call may stay connected after that
 * @param random from 0 to 1 for each connection: from a tenth less than the age to a tenth more
 */
public record AgeLimit(Optional<Duration> age, Duration disconnectWithin, DoubleSupplier random) {

  /** The part of the age by which connections differ, so that not all are made again together. */
  private static final double JITTER = 0.1;

  /** Returns a limit with a random age for each connection; of any age, if that is null. */
  public static AgeLimit of(@Nullable Duration age, Duration disconnectWithin) {
    return new AgeLimit(
        Optional.ofNullable(age), disconnectWithin, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Returns when another connection is too old, or {@link Timed#NEVER}.
   *
   * @param connected when it was made
   */
  long end(long connected) {
    if (age.isEmpty()) {
      return Timed.NEVER;
    }
    double factor = 1 + JITTER * (2 * random.getAsDouble() - 1);
    return connected + (long) (Times.nanos(age.get()) * factor);
  }
}
