package io.tightwire.internal.client;

import io.tightwire.internal.report.SparseLog;
import java.lang.System.Logger.Level;

/**
 * All that a client logs of its server and calls, each kind rate-limited. Failures are told to
 * callers; logged is what no caller is told. Safe for use by many threads.
 */
final class ClientLog {

  private static final String NAME = "io.tightwire.client";

  private final String endpoint;
  private final SparseLog lost = new SparseLog(NAME, Level.DEBUG);
  private final SparseLog dropped = new SparseLog(NAME, Level.WARNING);
  private final SparseLog oneWays = new SparseLog(NAME, Level.WARNING);
  private final SparseLog subscribers = new SparseLog(NAME, Level.WARNING);
  private final SparseLog listeners = new SparseLog(NAME, Level.WARNING);

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
  SparseLog listeners() {
    return listeners;
  }
}
