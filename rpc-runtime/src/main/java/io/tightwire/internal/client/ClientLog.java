package io.tightwire.internal.client;

import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;

/**
 * Logs what no caller is told: lost connections, dropped one-way calls, and user code that throws.
 * Each kind is rate-limited. Thread-safe.
 */
final class ClientLog {

  private static final String NAME = "io.tightwire.client";

  private final String endpoint;
  private final RateLimitedLog lost = new RateLimitedLog(NAME, Level.DEBUG);
  private final RateLimitedLog dropped = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog oneWays = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog subscribers = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog listeners = new RateLimitedLog(NAME, Level.WARNING);

  ClientLog(String endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Logs that the connection is gone.
   *
   * @param expected whether it was to be closed
   */
  void disconnected(String reason, boolean expected) {
    if (expected || isOrdinary(reason)) {
      lost.log(() -> "The connection to " + endpoint + " is gone: " + reason);
    } else {
      dropped.log(() -> "The connection to " + endpoint + " was dropped: " + reason);
    }
  }

  /** Returns whether neither side dropped the connection for a fault of the other. */
  private static boolean isOrdinary(String reason) {
    return reason.startsWith("connection lost") || reason.equals("closed");
  }

  /** Logs that a one-way call was not sent. */
  void oneWayDropped(Throwable why) {
    oneWays.log(() -> "A one-way call was dropped: " + why.getMessage());
  }

  /** Logs that a subscriber threw, against the rules of Reactive Streams. */
  void subscriberThrew(String call, Throwable thrown) {
    subscribers.log(() -> "The subscriber of " + call + " threw; its stream is cancelled", thrown);
  }

  /** Returns the log for listeners that throw. */
  RateLimitedLog listeners() {
    return listeners;
  }
}
