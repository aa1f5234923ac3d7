package io.tightwire;

import io.tightwire.internal.flow.Heartbeat;
import java.time.Duration;
import java.util.Objects;

/**
 * The defaults of both builders, and what they accept.
 *
 * <p>Stateless and thread-safe.
 */
final class Limits {

  static final int MAX_MESSAGE_SIZE = 16 << 20;
  static final int MAX_WAITING_CALLS = 65_536;
  static final int MAX_QUEUED_CALLS = 65_536;
  static final int MAX_CALLS_PER_CLIENT = 65_536;
  static final int MAX_CALLS = 4 * MAX_CALLS_PER_CLIENT;

  private static final long MIN_BYTES = 1 << 10;
  private static final long MAX_BYTES = 1 << 30;

  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private Limits() {}

  static int messageSize(long bytes) {
    if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "maxMessageSize must be from " + MIN_BYTES + " to " + MAX_BYTES + " bytes, not " + bytes);
    }
    return (int) bytes;
  }

  /** How much may wait for a peer that does not keep up. */
  static long maxQueuedBytes(int maxMessageSize) {
    return Math.max(4L * maxMessageSize, 64 << 20);
  }

  /** How much may wait here until the other side keeps up: a share of the heap, within reason. */
  static long maxWaitingBytes(int maxMessageSize) {
    return Math.max(4L * maxMessageSize, Math.min(Runtime.getRuntime().maxMemory() / 4, 256 << 20));
  }

  /** How much may have come of all streams of a client, and not be read: a share of the heap. */
  static long maxUnreadBytes() {
    return Runtime.getRuntime().maxMemory() / 4;
  }

  /** How much may wait for all peers of a server: a share of the heap. */
  static long maxBytesInAll(int maxMessageSize) {
    return Math.max(4L * maxMessageSize, Runtime.getRuntime().maxMemory() / 4);
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
}
