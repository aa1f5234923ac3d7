package io.tightwire.internal.flow;

import java.time.Duration;
import java.util.Objects;

/**
 * How a silent peer is found out. Immutable.
 *
 * @param interval after so long a silence the peer is asked for a sign of life
 * @param timeout after so long a silence it is given up
 */
public record Heartbeat(Duration interval, Duration timeout) {

  /** What both sides use unless told otherwise. */
  public static final Heartbeat DEFAULT =
      new Heartbeat(Duration.ofSeconds(5), Duration.ofSeconds(15));

  /**
   * Checks the two.
   *
   * @throws IllegalArgumentException if the interval is not positive or the timeout not longer
   */
  public Heartbeat {
    Objects.requireNonNull(interval, "The interval of the heartbeat");
    Objects.requireNonNull(timeout, "The timeout of the heartbeat");
    if (interval.isNegative() || interval.isZero() || timeout.compareTo(interval) <= 0) {
      throw new IllegalArgumentException(
          "A heartbeat needs an interval greater than zero and a longer timeout, not "
              + interval
              + " and "
              + timeout);
    }
  }
}
