package io.tightwire.testing;

import org.jspecify.annotations.Nullable;

/**
 * An action that waits for the client's next SHUTDOWN, which marks the end of all that the client
 * sent before. Confined to the proxy's loop thread.
 */
final class ShutdownMark {

  private @Nullable Runnable action;

  /** The number of marks that may still arrive, although no thread waits for them any more. */
  private int late;

  /** Sets the action for the next SHUTDOWN. */
  void expect(Runnable onArrival) {
    action = onArrival;
  }

  /**
   * Runs the action now if its SHUTDOWN has not arrived.
   *
   * @param mayCome whether the SHUTDOWN may arrive later; it must not reach the server then, either
   */
  void waitNoLonger(boolean mayCome) {
    Runnable missed = action;
    if (missed != null) {
      action = null;
      late += mayCome ? 1 : 0;
      missed.run();
    }
  }

  /** Handles a SHUTDOWN; returns whether it was a mark, and must not reach the server. */
  boolean takes() {
    Runnable due = action;
    if (due != null) {
      action = null;
      due.run();
      return true;
    }
    if (late > 0) {
      late--;
      return true;
    }
    return false;
  }

  /** Forgets late marks, since they are lost with the connection. */
  void forgetLate() {
    late = 0;
  }
}
