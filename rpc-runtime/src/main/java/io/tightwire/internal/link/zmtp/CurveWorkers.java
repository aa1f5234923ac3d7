package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.flow.Workers;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Computes for the encrypted connections of a server, on as many threads as there are processors:
 * handshakes, and all but small messages. So the loop does not.
 *
 * <p>A thread hands its result over without allocating: a result that was lost for want of memory
 * would leave its connection waiting forever. Results are linked through the work itself, the
 * latest first. Their order is unimportant, since each is of another connection or direction.
 *
 * <p>Confined to the loop thread, but for what the threads do.
 */
final class CurveWorkers {

  private static final int MIN_THREADS = 2;

  /**
   * Work for one connection, submitted once. Each connection has at most one in each direction.
   * Confined to the loop thread, then to a worker thread, then to the loop thread.
   */
  abstract static class Work implements Runnable {
    private final CurveWorkers workers;

    /** The work that was computed before this one and is not finished. */
    private @Nullable Work next;

    Work(CurveWorkers workers) {
      this.workers = workers;
    }

    /** Computes. Called by a worker thread; must not throw. */
    abstract void compute();

    /** Continues with the result. Called by the loop thread. */
    abstract void finish();

    /** Computes, and hands the result to the loop. */
    @Override
    public final void run() {
      try {
        compute();
      } finally {
        workers.handOver(this);
      }
    }
  }

  private final Runnable wake;
  private final Workers workers;

  /** The latest work that was computed. */
  private final AtomicReference<@Nullable Work> computed = new AtomicReference<>();

  /** The work that the loop has taken and not finished. */
  private @Nullable Work taken;

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
    if (workers.offer(work) != null) {
      work.run(); // no memory for a thread, at worst
    }
  }

  private void handOver(Work work) {
    Work before;
    do {
      before = computed.get();
      work.next = before;
    } while (!computed.compareAndSet(before, work));
    wake.run();
  }

  /** Continues with all that was computed. If one throws, the next call continues behind it. */
  void finish() {
    for (Work work; (work = take()) != null; ) {
      work.finish();
    }
  }

  private @Nullable Work take() {
    Work work = taken != null ? taken : computed.getAndSet(null);
    if (work != null) {
      taken = work.next;
      work.next = null;
    }
    return work;
  }
}
