package io.tightwire.internal.client;

import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;

/**
 * All that a client logs of its server and calls, each kind rate-limited. Failures are told to
 * callers; logged is what no caller is told. Safe for use by many threads.
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
   * The connection is gone.
   *
   * @param expected whether it was to go
   */
  void disconnected(String reason, boolean expected) {
    if (expected || isOrdinary(reason)) {
      lost.log(() -> "The connection to " + endpoint + " is gone: " + reason);
    } else {
      dropped.log(() -> "The connection to " + endpoint + " was dropped: " + reason);
    }
  }

  /** Nobody is to blame for it: neither side gave the connection up. */
  private static boolean isOrdinary(String reason) {
    return reason.startsWith("connection lost") || reason.equals("closed");
  }

  /** A one-way call was not sent. */
  void oneWayDropped(Throwable why) {
    oneWays.log(() -> "A one-way call was dropped: " + why.getMessage());
  }

  /** A subscriber broke the rules. */
  void subscriberThrew(String call, Throwable thrown) {
    subscribers.log(() -> "The subscriber of " + call + " threw; its stream is cancelled", thrown);
  }

  /** For listeners that throw. */
  RateLimitedLog listeners() {
    return listeners;
  }
}
