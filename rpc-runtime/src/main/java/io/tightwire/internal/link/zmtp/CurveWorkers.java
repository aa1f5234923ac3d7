package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.flow.Workers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Computes for the encrypted connections of a server on threads of its own, so that the loop does
 * not: handshakes, and all but small messages. There are as many threads as processors, started
 * when they are needed. If there is none to be had, the loop computes.
 *
 * <p>Confined to the loop thread, but for what the threads do.
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
  private final Threads.Pool threads = Threads.crypto();
  private final Workers workers;
  private final Queue<Work> computed = new ConcurrentLinkedQueue<>();

  /**
   * Creates workers without threads.
   *
   * @param wake makes the loop call {@link #finish()}; run by any thread
   */
  CurveWorkers(Runnable wake) {
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

  /** Ends the threads, after what they compute. */
  void close() {
    threads.close();
  }
}
