package io.tightwire.internal.server;

import io.tightwire.LatencyHistogram;
import io.tightwire.MethodStats;
import io.tightwire.RpcStatus;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.LatencyBuckets;
import io.tightwire.internal.flow.LoopCounter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of one method. Starts are counted by the threads that run handlers, all else by
 * the loop, which writes without atomic operations. Any thread reads.
 */
final class MethodCounters {

  private final LoopCounter admitted = new LoopCounter();
  private final LoopCounter neverStarted = new LoopCounter();
  private final LongAdder started = new LongAdder();

  /** Null before the first end: most methods of a large service may never be called. */
  private volatile @Nullable Ends ends;

  /** Counts a call that is queued now. Confined to the loop thread. */
  void admitted() {
    admitted.increment();
  }

  /** Counts the end of a call that was not started. Confined to the loop thread. */
  void neverStarted() {
    neverStarted.increment();
  }

  /** Counts a call that starts. Thread-safe. */
  void started() {
    started.increment();
  }

  /**
   * Counts the end of a call that was started. Confined to the loop thread.
   *
   * @param nanos the time from its arrival to its end
   */
  void ended(RpcStatus status, long nanos) {
    Ends counts = ends;
    if (counts == null) {
      counts = new Ends();
      ends = counts;
    }
    counts.add(status, nanos);
  }

  /**
   * Returns the numbers. What comes later in a call's life is read first, so that no call seems to
   * have ended before it started. Thread-safe.
   */
  MethodStats read(MethodDescriptor<?> method) {
    Ends counts = ends;
    LatencyHistogram latency = counts == null ? LatencyHistogram.EMPTY : counts.latency();
    Map<RpcStatus, Long> byStatus = counts == null ? Map.of() : counts.byStatus();
    long allEnded = byStatus.values().stream().mapToLong(Long::longValue).sum();
    long unstarted = neverStarted.value();
    long allStarted = Math.max(allEnded, started.sum()); // the loop may cancel one that just starts
    long queued = Math.max(0, admitted.value() - allStarted - unstarted);
    return new MethodStats(
        method.service(),
        method.name(),
        (int) (allStarted - allEnded),
        (int) queued,
        allStarted,
        byStatus,
        latency);
  }

  /** The calls that have ended. Written by the loop, read by any thread. */
  private static final class Ends {

    private final Map<RpcStatus, LoopCounter> statuses = new EnumMap<>(RpcStatus.class);
    private final AtomicLongArray latencies = new AtomicLongArray(LatencyBuckets.COUNT);

    Ends() {
      for (RpcStatus status : RpcStatus.values()) {
        statuses.put(status, new LoopCounter());
      }
    }

    void add(RpcStatus status, long nanos) {
      Objects.requireNonNull(statuses.get(status)).increment();
      int bucket = LatencyBuckets.of(nanos);
      latencies.setRelease(bucket, latencies.getPlain(bucket) + 1);
    }

    Map<RpcStatus, Long> byStatus() {
      Map<RpcStatus, Long> occurred = new EnumMap<>(RpcStatus.class);
      statuses.forEach(
          (status, counter) -> {
            long count = counter.value();
            if (count > 0) {
              occurred.put(status, count);
            }
          });
      return occurred;
    }

    LatencyHistogram latency() {
      List<Long> counts = new ArrayList<>(LatencyBuckets.COUNT);
      for (int bucket = 0; bucket < LatencyBuckets.COUNT; bucket++) {
        counts.add(latencies.getAcquire(bucket));
      }
      return new LatencyHistogram(counts);
    }
  }
}
