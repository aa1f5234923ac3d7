package io.tightwire.internal.server;

import io.tightwire.internal.link.Peer;
import io.tightwire.internal.report.SparseLog;
import java.lang.System.Logger.Level;

/**
 * All that a server logs of its clients and calls, each kind rate-limited. What a handler throws is
 * its caller's to know, and is logged only if the caller is not told. Safe for use by many threads.
 */
final class ServerLog {

  private static final String NAME = "io.tightwire.server";

  private final SparseLog left = new SparseLog(NAME, Level.DEBUG);
  private final SparseLog dropped = new SparseLog(NAME, Level.WARNING);
  private final SparseLog unanswered = new SparseLog(NAME, Level.WARNING);
  private final SparseLog interceptors = new SparseLog(NAME, Level.WARNING);
  private final SparseLog listeners = new SparseLog(NAME, Level.WARNING);
  private final SparseLog hooks = new SparseLog(NAME, Level.WARNING);

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
  SparseLog listeners() {
    return listeners;
  }
}
