package io.tightwire.benchmarks.fleet;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.OutgoingCall;
import io.tightwire.RpcException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the calls of one run. Thread-safe. */
final class Tally implements ClientInterceptor {

  private static final int MOST_CALLS = 1 << 20;

  private final long[] latencies = new long[MOST_CALLS];
  private final AtomicLong recorded = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong reported = new AtomicLong();
  private final AtomicLong failedUnrun = new AtomicLong();
  private final AtomicLong resent = new AtomicLong();
  private final Map<String, AtomicLong> byServer = new ConcurrentHashMap<>();

  @Override
  public CallListener onCall(OutgoingCall call) {
    return this::count;
  }

  private void count(CallEnd end) {
    resent.addAndGet(Math.max(0, end.sends() - 1));
    end.server()
        .ifPresent(
            server -> byServer.computeIfAbsent(server, each -> new AtomicLong()).incrementAndGet());
    reported.incrementAndGet();
  }

  /** Records a response, with the time since the call was due. */
  void responded(long nanos) {
    latencies[(int) recorded.getAndIncrement()] = nanos;
  }

  /** Records a failure. */
  void failed(Throwable failure) {
    failed.incrementAndGet();
    if (failure instanceof RpcException known && !known.mayHaveExecuted()) {
      failedUnrun.incrementAndGet();
    }
  }

  /** Returns how many calls have ended, for their caller and for the interceptor. */
  long ended() {
    return Math.min(recorded.get() + failed.get(), reported.get());
  }

  /** Forgets what has been counted. */
  void reset() {
    recorded.set(0);
    failed.set(0);
    reported.set(0);
    failedUnrun.set(0);
    resent.set(0);
    byServer.clear();
  }

  long responses() {
    return recorded.get();
  }

  /**
   * Returns a row of the table.
   *
   * @param server the one to which something happens
   * @param runs how many calls all servers ran
   */
  String row(String what, String server, String runs) {
    int count = (int) recorded.get();
    long[] sorted = Arrays.copyOf(latencies, count);
    Arrays.sort(sorted);
    long failures = failed.get();
    AtomicLong there = byServer.get(server);
    return "| %s | %d | %.1f | %.0f | %d (%.2f %%)%s | %d | %d | %s |"
        .formatted(
            what,
            count + failures,
            sorted[count / 2] / 1e6,
            sorted[(int) (count * 0.99)] / 1e6,
            failures,
            100.0 * failures / (count + failures),
            failedUnrun.get() == 0 ? "" : ", " + failedUnrun + " of them unrun",
            resent.get(),
            there == null ? 0 : there.get(),
            runs);
  }
}
