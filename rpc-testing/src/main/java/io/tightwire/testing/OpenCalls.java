package io.tightwire.testing;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The open calls of a bed's clients, and the running handlers of its servers. Thread-safe. */
final class OpenCalls {

  private final CallLeakDetector calls =
      new CallLeakDetector(
          "Calls are open at the end of the test",
          "wait for their outcome, cancel their futures, close their streams");
  private final CallLeakDetector handlers =
      new CallLeakDetector(
          "Handlers still run after the end of the test",
          "they must end when they are interrupted, or when RpcContext.isCancelled()");

  /** Records a client's calls. */
  void observe(RpcClient.Builder client) {
    client.interceptor(
        call ->
            calls.untilItEnds(
                call.mode().name().toLowerCase(Locale.ROOT)
                    + " call of "
                    + call.method()
                    + " by thread \""
                    + Thread.currentThread().getName()
                    + '"'));
  }

  /** Records the handlers that a server runs. */
  void observe(RpcServer.Builder server) {
    server.interceptor(call -> handlers.whileItRuns("the handler of " + call.method() + " runs"));
  }

  /** Waits until no call is open; returns null if none is, as {@link CallLeakDetector} does. */
  @Nullable AssertionError awaitCalls(Duration patience) {
    return calls.awaitNone(patience);
  }

  /** Waits until no handler runs; returns null if none does, as {@link CallLeakDetector} does. */
  @Nullable AssertionError awaitHandlers(Duration patience) {
    return handlers.awaitNone(patience);
  }
}
