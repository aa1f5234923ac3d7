package io.tightwire.internal.client;

import io.tightwire.internal.flow.Timed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What can't be done for want of a thread, and is tried again soon. Confined to the loop thread.
 */
final class CallbackRetries {

  private static final long PAUSE = Duration.ofMillis(20).toNanos();

  private final Queue<Runnable> steps = new ArrayDeque<>();
  private long due = Timed.NEVER;

  void add(Runnable step, long now) {
    steps.add(step);
    due = now + PAUSE;
  }

  /** Tries what is due; returns when to come again. */
  long run(long now) {
    if (due != Timed.NEVER && due - now <= 0) {
      runAll();
    }
    return due;
  }

  /** Tries all of it, once. */
  void runAll() {
    due = Timed.NEVER;
    for (int left = steps.size(); left > 0; left--) {
      steps.remove().run();
    }
  }
}
