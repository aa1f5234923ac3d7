package io.tightwire.internal;

import io.tightwire.CallListener;
import io.tightwire.MethodStats;
import io.tightwire.RejectedCall;
import io.tightwire.RpcContext;
import io.tightwire.ServerInterceptor;
import io.tightwire.ServerStats;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import java.util.Collection;

/**
 * Counts the calls of one server from the outside: requests that it receives, calls of which its
 * interceptors are told. Compares that with the server's own numbers. Confined to one thread.
 */
final class ServerTally implements ServerInterceptor {

  private final ScheduledStreams streams;
  private long requests;
  private long started;
  private long rejected;

  ServerTally(ScheduledStreams streams) {
    this.streams = streams;
  }

  /** Counts the requests in a message. */
  void receive(byte[] message) {
    FrameReader frames = new FrameReader().open(message);
    try {
      while (frames.hasNext()) {
        if (frames.next() instanceof Frame.Request) {
          requests++;
        }
      }
    } catch (BadFrameException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public CallListener onCall(RpcContext call) {
    started++;
    return streams.serverListener(call.metadata());
  }

  @Override
  public void onRejected(RejectedCall call) {
    rejected++;
  }

  /**
   * Checks the numbers of a server that has no open call. It may still have to tell interceptors of
   * calls that were rejected.
   */
  void check(ServerStats stats) {
    require(stats.methods().stream().mapToLong(MethodStats::open).sum(), 0, "open calls");
    require(stats.methods().stream().mapToLong(MethodStats::queued).sum(), 0, "queued calls");
    require(stats.methods().stream().mapToLong(MethodStats::started).sum(), started, "starts");
    require(
        stats.methods().stream().mapToLong(method -> sum(method.ended().values())).sum(),
        started,
        "ends");
    require(
        stats.methods().stream().mapToLong(method -> method.latency().count()).sum(),
        started,
        "latencies");
    long turnedAway = sum(stats.rejected().values());
    require(
        Math.min(turnedAway, rejected + stats.rejectionsNotReported()),
        rejected + stats.rejectionsNotReported(),
        "rejected calls");
    require(started + turnedAway, requests, "requests");
  }

  private static long sum(Collection<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).sum();
  }

  private static void require(long number, long expected, String what) {
    if (number != expected) {
      throw new AssertionError(number + " " + what + " were counted, not " + expected);
    }
  }
}
