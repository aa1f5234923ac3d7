package io.tightwire.internal.flow;

import java.time.Duration;
import java.util.Objects;

/**
 * The settings of the keepalive, which finds silent peers. Immutable.
 *
 * @param interval the silence after which the peer is sent a PING
 * @param timeout the silence after which the connection is dropped
 */
public record Heartbeat(Duration interval, Duration timeout) {

  /** The default of both sides. */
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
