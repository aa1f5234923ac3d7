package io.tightwire.internal.client;

import io.tightwire.internal.flow.Timed;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * How loaded one server is, as its client sees it. The units of {@link #outstanding} are open
 * calls; a failed call counts as open for a while, or a server that fails fast would look idle.
 *
 * <p>Latency is a moving average that follows an increase immediately and decays with time, also
 * when nothing is measured: otherwise a server that was slow once would never be asked again
 * (peak-EWMA: Finagle's {@code PeakEwma}). Confined to the loop thread.
 */
final class ServerLoad {

  private static final long PENALTY = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long EXHAUSTION = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long WARM_UP = TimeUnit.SECONDS.toNanos(10);
  private static final double DECAY = TimeUnit.SECONDS.toNanos(1);

  /** The cost of an open call at a server whose latency is not known. */
  private static final double UNKNOWN_LATENCY = TimeUnit.SECONDS.toNanos(1);

  private final ArrayDeque<Long> penalties = new ArrayDeque<>();
  private int open;
  private long exhaustedUntil = Timed.NEVER;
  private long joinedAt = Timed.NEVER;
  private double latency;
  private long measuredAt;

  /** What round robin owes the server. */
  private long credit;

  /** Returns the number of open calls, over all connections. */
  int open() {
    return open;
  }

  void opened() {
    open++;
  }

  void closed() {
    open--;
  }

  long credit() {
    return credit;
  }

  void addCredit(long more) {
    credit += more;
  }

  /** Records that the server can be called from now on: it gets fewer calls at first. */
  void joined(long now) {
    joinedAt = now;
  }

  /** Records that a call has failed. */
  void failed(long now) {
    penalties.add(now + Math.max(PENALTY, (long) latency(now)));
  }

  /** Records that the server has no capacity for a call. */
  void exhausted(long now) {
    exhaustedUntil = now + EXHAUSTION;
  }

  /** Records the time that a call took, in nanoseconds. */
  void measured(long nanos, long now) {
    double decayed = latency(now);
    double weight = Math.exp((measuredAt - now) / DECAY);
    latency = nanos > decayed ? nanos : latency * weight + nanos * (1 - weight);
    measuredAt = now;
  }

  /** Records that a call took longer than that, and was not waited for. */
  void measuredAtLeast(long nanos, long now) {
    if (nanos > latency(now)) {
      measured(nanos, now);
    }
  }

  private double latency(long now) {
    return latency == 0 ? 0 : latency * Math.exp((measuredAt - now) / DECAY);
  }

  /**
   * Returns the number of open calls, with what counts as such.
   *
   * @param current the open calls of the present connection; those of earlier ones are a burden of
   *     the server's predecessor
   */
  double outstanding(int current, long now) {
    while (!penalties.isEmpty() && penalties.element() - now <= 0) {
      penalties.remove();
    }
    double sum = current + penalties.size();
    if (exhaustedUntil != Timed.NEVER && exhaustedUntil - now > 0) {
      sum = 2 * sum + 1;
    }
    if (joinedAt != Timed.NEVER && now - joinedAt < WARM_UP) {
      sum += sum * (1 - (double) (now - joinedAt) / WARM_UP); // an idle one must be as attractive
    }
    return sum;
  }

  /**
   * Returns the latency that one more call is expected to have; a measure without a unit.
   *
   * @param current the open calls of the present connection
   */
  double expectedLatency(int current, long now) {
    double mean = latency(now);
    double outstanding = outstanding(current, now);
    return mean == 0 ? outstanding * UNKNOWN_LATENCY : mean * (outstanding + 1);
  }
}
