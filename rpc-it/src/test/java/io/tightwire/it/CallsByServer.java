package io.tightwire.it;

import static org.awaitility.Awaitility.await;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.OutgoingCall;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the calls of a client by the server that they were sent to last. Thread-safe. */
final class CallsByServer implements ClientInterceptor {

  private final Map<String, AtomicLong> succeeded = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> failed = new ConcurrentHashMap<>();
  private final AtomicLong sends = new AtomicLong();

  @Override
  public CallListener onCall(OutgoingCall call) {
    return this::count;
  }

  private void count(CallEnd end) {
    sends.addAndGet(end.sends());
    Map<String, AtomicLong> counts = end.isOk() ? succeeded : failed;
    end.server().ifPresent(server -> of(server, counts).incrementAndGet());
  }

  private static AtomicLong of(String server, Map<String, AtomicLong> counts) {
    return counts.computeIfAbsent(server, each -> new AtomicLong());
  }

  /** Returns the number of calls that succeeded there. */
  long succeeded(String server) {
    return of(server, succeeded).get();
  }

  /** Returns the number of calls that failed there. */
  long failed(String server) {
    return of(server, failed).get();
  }

  /** Returns how often calls that have ended were sent, to any server. */
  long sends() {
    return sends.get();
  }

  /** Waits until a number of further calls have succeeded at a server. */
  void awaitSuccesses(String server, int calls, Duration atMost) {
    long goal = succeeded(server) + calls;
    await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> succeeded(server) >= goal);
  }
}
