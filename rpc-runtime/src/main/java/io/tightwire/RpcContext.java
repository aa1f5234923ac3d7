package io.tightwire;

import io.tightwire.internal.server.CurrentCall;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a handler can know of the call that it runs for. Safe for use by many threads.
 *
 * <p>Calls that a handler makes inherit the smaller of the deadlines, and the cancellation.
 */
public interface RpcContext {

  /**
   * The context of the call that this thread runs.
   *
   * @return the context
   * @throws IllegalStateException outside a handler's own thread
   */
  static RpcContext current() {
    RpcContext context = CurrentCall.get();
    if (context == null) {
      throw new IllegalStateException(
          "RpcContext.current() was called outside a handler; fetch it on the handler's thread and"
              + " hand it on");
    }
    return context;
  }

  /**
   * How much time the call has left.
   *
   * @return the time, zero if it is over; empty if the call has no deadline
   */
  Optional<Duration> deadline();

  /**
   * Whether nobody waits for the result any more: the caller cancelled or disappeared, the deadline
   * passed, or the server shuts down.
   *
   * @return whether the handler may as well stop
   */
  boolean isCancelled();

  /**
   * The texts that travelled with the call.
   *
   * @return an immutable map
   */
  Map<String, String> metadata();

  /**
   * Who called.
   *
   * @return a description of the peer, for messages and logs
   */
  String peer();
}
