package io.tightwire.benchmarks.fleet;

import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Calls at random times that do not wait for one another (a Poisson process), with handler times of
 * an exponential distribution. Latency counts from when a call is due, so that a client that stalls
 * does not hide it. Used by one thread.
 */
final class Arrivals {

  /** Makes a call whose handler takes a time. */
  interface Call {
    CompletableFuture<String> make(int micros);
  }

  private static final double MEAN_MICROS = 5_000;

  private final SplittableRandom random = new SplittableRandom(1);
  private final double nanosBetween;

  Arrivals(double perSecond) {
    nanosBetween = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /**
   * Makes calls for a time, and longer until something is over; waits until all of them have ended.
   */
  void run(double seconds, BooleanSupplier over, Tally tally, Call call)
      throws InterruptedException {
    long start = System.nanoTime();
    double end = TimeUnit.SECONDS.toNanos(1) * seconds;
    long made = 0;
    for (double at = 0; at < end || !over.getAsBoolean(); at += exponential(nanosBetween)) {
      long due = start + (long) at;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      made++;
      CompletableFuture<String> unused =
          call.make((int) exponential(MEAN_MICROS))
              .whenComplete(
                  (response, failure) -> {
                    if (failure == null) {
                      tally.responded(System.nanoTime() - due);
                    } else {
                      tally.failed(failure);
                    }
                  });
    }
    while (tally.ended() < made) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }
}
