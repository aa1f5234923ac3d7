package io.tightwire.cli.bench;

import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls at a fixed rate, whatever the responses do. The latency of a call counts from when it
 * was due, not from when it was sent, so that a server that pauses shows in all calls that were due
 * meanwhile (coordinated omission). Without a rate a call is due when there is room for it.
 *
 * <p>{@link #run} is called once, by one thread.
 */
public final class OpenLoop {

  /** Three digits of precision, up to an hour. */
  private static final long MAX_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Supplier<CompletableFuture<?>> call;
  private final double rate;
  private final int concurrency;
  private final Histogram latencies = new ConcurrentHistogram(1_000, MAX_NANOS, 3);
  private final Map<RpcStatus, Long> failures = new TreeMap<>();
  private final Semaphore room;

  /**
   * Creates a run.
   *
   * @param call makes one call
   * @param rate calls in a second; 0 makes them as fast as responses come
   * @param concurrency how many calls may be open
   */
  public OpenLoop(Supplier<CompletableFuture<?>> call, double rate, int concurrency) {
    this.call = call;
    this.rate = rate;
    this.concurrency = concurrency;
    this.room = new Semaphore(concurrency);
  }

  /**
   * Makes calls, and waits for those that are open at the end.
   *
   * @param time how long calls are made
   * @param patience how long is waited for the last ones; later ones count as unfinished
   * @param progress told how much of the time is over, 0 to 1
   */
  public BenchResult run(Duration time, Duration patience, Consumer<Double> progress)
      throws InterruptedException {
    long started = System.nanoTime();
    long end = started + time.toNanos();
    long sent = 0;
    long reported = started;
    for (long i = 0; System.nanoTime() < end; i++) {
      long due = rate > 0 ? started + (long) (i * 1e9 / rate) : 0;
      if ((rate > 0 && due >= end) || !acquire(due, end)) {
        break;
      }
      send(rate > 0 ? due : System.nanoTime());
      sent++;
      if (System.nanoTime() - reported > 100_000_000) {
        reported = System.nanoTime();
        progress.accept(Math.min(1, (reported - started) / (double) time.toNanos()));
      }
    }
    boolean finished = room.tryAcquire(concurrency, patience.toNanos(), TimeUnit.NANOSECONDS);
    int unfinished = finished ? 0 : concurrency - room.availablePermits();
    long notSent = notSent(started, end, sent);
    progress.accept(1.0);
    synchronized (failures) {
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      return new BenchResult(
          sent, notSent, unfinished, Map.copyOf(failures), took, latencies.copy());
    }
  }

  private boolean acquire(long due, long end) throws InterruptedException {
    for (long early = due - System.nanoTime(); rate > 0 && early > 0; ) {
      LockSupport.parkNanos(early);
      early = due - System.nanoTime();
    }
    return room.tryAcquire(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private void send(long due) {
    CompletableFuture<?> response;
    try {
      response = call.get();
    } catch (RpcException e) {
      response = CompletableFuture.failedFuture(e);
    }
    var unused = response.whenComplete((value, failure) -> ended(due, failure));
  }

  private void ended(long due, @Nullable Throwable failure) {
    record(System.nanoTime() - due);
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      RpcStatus status = cause instanceof RpcException e ? e.status() : RpcStatus.INTERNAL;
      synchronized (failures) {
        failures.merge(status, 1L, Long::sum);
      }
    }
    room.release();
  }

  /** Counts the calls that were due and found no room; they have waited until the end at least. */
  private long notSent(long started, long end, long sent) {
    long due = rate > 0 ? (long) ((end - started) * rate / 1e9) : sent;
    for (long i = sent; i < due; i++) {
      record(end - started - (long) (i * 1e9 / rate));
    }
    return Math.max(0, due - sent);
  }

  private void record(long nanos) {
    latencies.recordValue(Math.max(1, Math.min(nanos, MAX_NANOS)));
  }
}
