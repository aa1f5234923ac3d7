package io.tightwire.internal.discovery;

import io.tightwire.internal.flow.Times;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How often a list of servers is looked up. Immutable.
 *
 * @param usual the time from the end of one look-up to the start of the next
 * @param jitter the part by which each wait is randomly longer or shorter, so that many clients do
 *     not ask together; 0 to 1
 * @param shortest the least time between the starts of two look-ups, when a refresh is asked for
 */
public record PollInterval(Duration usual, double jitter, Duration shortest) {

  /** For name servers: every 5 s ± 20 %, and once a second when connections are lost. */
  public static final PollInterval DNS =
      new PollInterval(Duration.ofSeconds(5), 0.2, Duration.ofSeconds(1));

  /** For files: every second, and ten times a second when connections are lost. */
  static final PollInterval FILE =
      new PollInterval(Duration.ofSeconds(1), 0, Duration.ofMillis(100));

  /** Returns how long to wait until the next look-up, in nanoseconds. */
  long next(DoubleSupplier random) {
    double factor = 1 + jitter * (2 * random.getAsDouble() - 1);
    return (long) (Times.nanos(usual) * factor);
  }
}
