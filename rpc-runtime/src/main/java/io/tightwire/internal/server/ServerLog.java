package io.tightwire.internal.server;

import io.tightwire.RejectedCall;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;

/**
 * Logs failures that no caller gets: lost connections, failed one-way calls, user code that throws.
 * What a handler throws is sent to its caller, and not logged. Each kind is rate-limited.
 * Thread-safe.
 */
final class ServerLog {

  private static final String NAME = "io.tightwire.server";

  private final RateLimitedLog left = new RateLimitedLog(NAME, Level.DEBUG);
  private final RateLimitedLog dropped = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog oneWays = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog interceptors = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog listeners = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog hooks = new RateLimitedLog(NAME, Level.WARNING);
  private final RateLimitedLog subscribers = new RateLimitedLog(NAME, Level.WARNING);

  /**
   * Logs that a client is gone.
   *
   * @param expected whether all clients are to disconnect
   */
  void disconnected(Peer peer, DisconnectReason reason, boolean expected) {
    if (expected || reason.isOrdinary()) {
      left.log(() -> "Client " + peer.name() + " is gone: " + reason);
    } else {
      dropped.log(() -> "Client " + peer.name() + " was dropped: " + reason);
    }
  }

  /** Logs that the handler of a one-way call failed. */
  void oneWayFailed(String call, Throwable thrown) {
    oneWays.log(() -> "One-way call " + call + " failed", thrown);
  }

  /** Logs that a one-way call was not started. */
  void oneWayNotStarted(String call, String why) {
    oneWays.log(() -> "One-way call " + call + " was not started: " + why);
  }

  /** Logs that a one-way call was rejected; nobody else is told. */
  void oneWayRejected(String why) {
    oneWays.log(() -> "A one-way call was dropped: " + why);
  }

  /** Logs that an interceptor threw something other than a decision; the client is told little. */
  void interceptorFailed(Object interceptor, String call, Throwable thrown) {
    interceptors.log(
        () -> call + " was not started: interceptor " + interceptor.getClass().getName() + " threw",
        thrown);
  }

  /** Logs that an interceptor threw when it was told of a call that was turned away. */
  void interceptorNotTold(Object interceptor, RejectedCall call, Throwable thrown) {
    interceptors.log(
        () -> "Interceptor " + interceptor.getClass().getName() + " threw; it was told of " + call,
        thrown);
  }

  /** Logs what a subscriber of a caller's stream threw. */
  void subscriberThrew(String call, Throwable thrown) {
    subscribers.log(
        () -> "The subscriber of the stream that " + call + " takes threw: the call fails", thrown);
  }

  /** Runs a cancellation hook of a call, and logs what it throws. */
  void runHook(String call, Runnable hook) {
    try {
      hook.run();
    } catch (Throwable e) {
      hooks.log(() -> "A cancellation hook of " + call + " threw", e);
    }
  }

  /** Returns the log for listeners that throw. */
  RateLimitedLog listeners() {
    return listeners;
  }
}
