package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.flow.Workers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Computes for the encrypted connections of a server, on as many threads as there are processors:
 * handshakes, and all but small messages. So the loop does not. Confined to the loop thread, but
 * for what the threads do.
 */
final class CurveWorkers {

  private static final int MIN_THREADS = 2;

  /** Work for one connection. Each connection has at most one in each direction. */
  interface Work {

    /** Computes. Called by a worker thread; must not throw. */
    void compute();

    /** Continues with the result. Called by the loop thread. */
    void finish();
  }

  private final Runnable wake;
  private final Workers workers;
  private final Queue<Work> computed = new ConcurrentLinkedQueue<>();

  /**
   * Creates workers that have not begun.
   *
   * @param threads run what is computed; if they refuse, the loop computes
   * @param wake makes the loop call {@link #finish()}; run by any thread
   */
  CurveWorkers(Executor threads, Runnable wake) {
    this.wake = wake;
    this.workers =
        new Workers(
            Math.max(MIN_THREADS, Runtime.getRuntime().availableProcessors()),
            threads,
            threads,
            Runnable::run);
  }

  void submit(Work work) {
    if (workers.offer(() -> compute(work)) != null) {
      compute(work); // no memory for a thread, at worst
    }
  }

  private void compute(Work work) {
    try {
      work.compute();
    } finally {
      computed.add(work);
      wake.run();
    }
  }

  /** Continues with all that was computed. */
  void finish() {
    for (Work work; (work = computed.poll()) != null; ) {
      work.finish();
    }
  }
}
