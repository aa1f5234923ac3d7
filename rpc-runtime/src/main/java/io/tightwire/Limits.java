package io.tightwire;

import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.flow.Heartbeat;
import java.time.Duration;
import java.util.Objects;

/**
 * Checks what both builders accept.
 *
 * <p>Stateless and thread-safe.
 */
final class Limits {

  private static final long MIN_BYTES = 1 << 10;
  private static final long MAX_BYTES = 1 << 30;

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Limits() {}

  static int messageSize(long bytes) {
    if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "maxMessageSize must be from " + MIN_BYTES + " to " + MAX_BYTES + " bytes, not " + bytes);
    }
    return (int) bytes;
  }

  /** Times that travel, and those of the system's timers, are whole milliseconds. */
  static Heartbeat heartbeat(Duration interval, Duration timeout) {
    Heartbeat heartbeat = new Heartbeat(interval, timeout);
    if (interval.compareTo(MILLISECOND) < 0) {
      throw new IllegalArgumentException(
          "The interval of a heartbeat must be a millisecond at least, not " + interval);
    }
    return heartbeat;
  }

  static Duration connectionAge(Duration value) {
    if (Objects.requireNonNull(value, "maxConnectionAge").compareTo(SECOND) < 0) {
      throw new IllegalArgumentException(
          "maxConnectionAge must be a second at least, not " + value);
    }
    return value;
  }

  static int weight(int value) {
    if (value < 1 || value > ServerAddress.MAX_WEIGHT) {
      throw new IllegalArgumentException(
          "weight must be from 1 to " + ServerAddress.MAX_WEIGHT + ", not " + value);
    }
    return value;
  }

  static Duration positive(String what, Duration value) {
    Objects.requireNonNull(value, what);
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(what + " must be greater than zero, not " + value);
    }
    return value;
  }

  static int positive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " must be greater than zero, not " + value);
    }
    return value;
  }

  static void retryBudget(double share, int perSecond) {
    if (!(share >= 0 && share <= 1) || perSecond < 0 || perSecond > 1000) {
      throw new IllegalArgumentException(
          "A retry budget of "
              + share
              + " of all calls and "
              + perSecond
              + " a second is out of range; use 0 to 1, and 0 to 1000");
    }
  }
}
