package io.tightwire.internal.server;

import io.tightwire.internal.link.Peer;
import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;

/**
 * All that a server logs of its clients and calls, each kind rate-limited. What a handler throws is
 * its caller's to know, and is logged only if the caller is not told. Safe for use by many threads.
 */
final class ServerLog {

  private static final String NAME = "io.tightwire.server";

  private final RateLimitedLog left = new RateLimitedLog(NAME, Level.DEBUG);
  private final RateLimitedLog dropped = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog unanswered = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog interceptors = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog listeners = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog hooks = new RateLimitedLog(NAME, Level.WARNING);

  /**
   * A client is gone.
   *
   * @param expected whether all are to go
   */
  void gone(Peer peer, String reason, boolean expected) {
    if (expected || isOrdinary(reason)) {
      left.log(() -> "Client " + peer.name() + " is gone: " + reason);
    } else {
      dropped.log(() -> "Client " + peer.name() + " was dropped: " + reason);
    }
  }

  /** Nobody is to blame for it: neither side gave the connection up. */
  private static boolean isOrdinary(String reason) {
    return reason.startsWith("connection lost") || reason.equals("closed");
  }

  /** A one-way call failed, and its caller is not told. */
  void unanswered(String call, Throwable thrown) {
    unanswered.log(() -> "One-way call " + call + " failed", thrown);
  }

  /** A one-way call could not even be started, and its caller is not told. */
  void unanswered(String call, String why) {
    unanswered.log(() -> "One-way call " + call + " was not started: " + why);
  }

  /** An interceptor failed, other than by a decision; its call's client is not told much. */
  void interceptorFailed(Object interceptor, String call, Throwable thrown) {
    interceptors.log(
        () -> call + " was not started: interceptor " + interceptor.getClass().getName() + " threw",
        thrown);
  }

  /** What was to be done when a call is called off threw. */
  void hookFailed(String call, Throwable thrown) {
    hooks.log(() -> "What was to be done when " + call + " is called off threw", thrown);
  }

  /** For listeners that throw. */
  RateLimitedLog listeners() {
    return listeners;
  }
}
