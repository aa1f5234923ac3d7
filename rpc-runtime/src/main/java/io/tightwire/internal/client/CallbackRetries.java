package io.tightwire.internal.client;

import io.tightwire.internal.flow.Timed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Callbacks for which there was no thread, and which are retried after a pause. Calls are retried
 * by {@link RetryPolicy}. Confined to the loop thread.
 */
final class CallbackRetries {

  private static final long PAUSE = Duration.ofMillis(20).toNanos();

  private final Queue<Runnable> steps = new ArrayDeque<>();
  private long due = Timed.NEVER;

  void add(Runnable step, long now) {
    steps.add(step);
    due = now + PAUSE;
  }

  /** Retries the callbacks that are due. Returns when the next ones are. */
  long run(long now) {
    if (due != Timed.NEVER && due - now <= 0) {
      runAll();
    }
    return due;
  }

  /** Retries all callbacks once. */
  void runAll() {
    due = Timed.NEVER;
    for (int left = steps.size(); left > 0; left--) {
      steps.remove().run();
    }
  }
}
