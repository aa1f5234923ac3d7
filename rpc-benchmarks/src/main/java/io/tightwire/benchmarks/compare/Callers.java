package io.tightwire.benchmarks.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Threads that each make one call at a time. The threads are kept for two reasons: some peers have
 * a connection for each, and the allocation of a thread is no longer known after it has ended. Used
 * by one thread.
 */
final class Callers {
  private static final long END_SECONDS = 30;

  /** A blocking call whose result is checked. */
  interface Call {
    void run(long i) throws Exception;

    /** Returns whether the latency of a call is measured. */
    default boolean isMeasured(long i) {
      return true;
    }
  }

  /** Creates the meter when the warm-up has ended. */
  interface MeterSource {
    Meter start() throws IOException;
  }

  private enum Phase {
    WARM_UP,
    MEASURE,
    /** The meter is read while the callers continue. */
    REST,
    STOP
  }

  private final ExecutorService threads;
  private volatile Phase phase = Phase.STOP;

  Callers(int most) {
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            most,
            task -> {
              Thread thread = new Thread(task, "caller-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  Figures round(int callers, Call call, Pace.Round pace, MeterSource meters) throws Exception {
    phase = Phase.WARM_UP;
    List<Caller> all = new ArrayList<>();
    List<Future<?>> ends = new ArrayList<>();
    Figures figures;
    try {
      for (int i = 0; i < callers; i++) {
        Caller caller = new Caller(call);
        all.add(caller);
        ends.add(threads.submit(caller::run));
      }
      pause(pace.warmUp(), ends);
      Meter meter = meters.start();
      phase = Phase.MEASURE;
      long before = count(all);
      pause(pace.seconds(), ends);
      long calls = count(all) - before;
      while (calls <= callers) { // so that at least one of them started in this phase
        pause(0.001, ends);
        calls = count(all) - before;
      }
      phase = Phase.REST;
      figures = meter.read(calls);
    } finally {
      phase = Phase.STOP;
    }
    Histogram latencies = new Histogram();
    for (int i = 0; i < callers; i++) {
      result(ends.get(i), END_SECONDS);
      latencies.add(all.get(i).latencies);
    }
    return figures
        .with(Figure.P50_MICROS, latencies.quantile(0.5) / 1e3)
        .with(Figure.P99_MICROS, latencies.quantile(0.99) / 1e3);
  }

  private static long count(List<Caller> callers) {
    return callers.stream().mapToLong(caller -> caller.calls.get()).sum();
  }

  /** Starts the next phase of the callers, unless one has failed. */
  private static void pause(double seconds, List<Future<?>> ends) throws Exception {
    Thread.sleep((long) (seconds * 1000));
    for (Future<?> end : ends) {
      if (end.isDone()) {
        result(end, 0);
      }
    }
  }

  private static void result(Future<?> end, long seconds) throws Exception {
    try {
      end.get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure; // NotOffered, too
      }
      throw e;
    } catch (TimeoutException e) {
      throw new IOException("A call got no response for " + seconds + " s", e);
    }
  }

  /** The work of one thread. Confined to that thread, except the count. */
  private final class Caller {
    final Histogram latencies = new Histogram();
    final AtomicLong calls = new AtomicLong();
    private final Call call;

    Caller(Call call) {
      this.call = call;
    }

    private Void run() throws Exception {
      long i = 0;
      for (Phase now = phase; now != Phase.STOP; now = phase) {
        long from = System.nanoTime();
        call.run(i++);
        long took = System.nanoTime() - from;
        if (now == Phase.MEASURE && call.isMeasured(i - 1)) {
          latencies.record(took);
        }
        calls.lazySet(i);
      }
      return null;
    }
  }
}
