package com.acme.fleet;

import io.tightwire.RpcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls at a constant rate, however long they take: four calls that score a document, then
 * one that charges an order. Latencies count from the moment at which a call was due.
 */
final class Load {

  private final WorkStub work;
  private final int rate;
  private final long[] nanos;
  private final AtomicInteger failed = new AtomicInteger();
  private final List<CompletableFuture<?>> calls = new ArrayList<>();

  /** The outcome of charges, by order. */
  final Set<Long> charged = ConcurrentHashMap.newKeySet();

  final Set<Long> mayBeCharged = ConcurrentHashMap.newKeySet();
  final Set<Long> notCharged = ConcurrentHashMap.newKeySet();

  Load(WorkStub work, int rate, Duration time) {
    this.work = work;
    this.rate = rate;
    this.nanos = new long[Math.toIntExact(rate * time.toMillis() / 1000)];
  }

  /** Makes all calls, and waits for their outcomes. */
  void run() {
    long start = System.nanoTime();
    for (int i = 0; i < nanos.length; i++) {
      long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
      for (long left; (left = due - System.nanoTime()) > 0; ) {
        LockSupport.parkNanos(left);
      }
      calls.add(call(i, due));
    }
    CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
  }

  private CompletableFuture<?> call(int number, long due) {
    return number % 5 < 4
        ? work.score(number)
            .remoteFuture()
            .handle((score, failure) -> scored(number, due, score, failure))
        : work.charge(number)
            .remoteFuture()
            .handle((nothing, failure) -> charged(number, due, failure));
  }

  private @Nullable Void scored(
      int number, long due, @Nullable Long score, @Nullable Throwable failure) {
    nanos[number] = System.nanoTime() - due;
    if (failure != null || score == null || score != number * 31L) {
      failed.incrementAndGet();
    }
    return null;
  }

  private @Nullable Void charged(long number, long due, @Nullable Throwable failure) {
    nanos[(int) number] = System.nanoTime() - due;
    if (failure == null) {
      charged.add(number);
    } else if (failure instanceof RpcException e && !e.mayHaveExecuted()) {
      notCharged.add(number); // this one could be made again
    } else {
      mayBeCharged.add(number); // only the books of the workers can tell
    }
    return null;
  }

  int made() {
    return nanos.length;
  }

  /** Returns how many calls that score failed. */
  int failed() {
    return failed.get();
  }

  /** Returns the latency that this share of all calls did not exceed. */
  Duration latency(double share) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return Duration.ofNanos(sorted[(int) Math.ceil(share * sorted.length) - 1]);
  }
}
