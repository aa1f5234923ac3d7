package io.tightwire;

import io.tightwire.internal.context.CurrentCall;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a handler can know of the call that it runs for. Safe for use by many threads.
 *
 * <p>Calls that a handler makes on its own thread inherit the smaller of the deadlines, and the
 * cancellation: a blocking one by the interruption of its thread, others by being called off.
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
   * The name of the service that is called, on the wire.
   *
   * @return the name
   */
  String service();

  /**
   * The name of the method that is called, on the wire.
   *
   * @return the name
   */
  String method();

  /**
   * Returns how much time the call has left.
   *
   * @return the time; zero if it is over; empty if the call has no deadline
   */
  Optional<Duration> timeRemaining();

  /**
   * Whether nobody waits for the result any more: the caller cancelled or disappeared, the deadline
   * passed, or the server shuts down.
   *
   * @return whether the handler may as well stop
   */
  boolean isCancelled();

  /**
   * Has something done when the call is called off: its caller cancels or disappears, its deadline
   * passes, or the server shuts down. Done once, on a thread of the server's executor; at once, on
   * this thread, if that happened before. Not done when the call just ends.
   *
   * <p>Asynchronous calls and streams that the handler starts on its own thread are called off this
   * way by themselves.
   *
   * @param action what to do; what it throws is logged
   * @return to take it back, which whoever registers often should
   */
  Registration onCancel(Runnable action);

  /** Something that was registered. Safe for use by many threads. */
  @FunctionalInterface
  interface Registration {
    /** Takes it back; what has begun goes on. */
    void remove();
  }

  /**
   * The texts that travelled with the call.
   *
   * @return an immutable map
   */
  Map<String, String> metadata();

  /**
   * The key that the caller has proven to have, for authorization.
   *
   * @return the public key, in Z85, if the server was built with {@link RpcServer.Builder#curve};
   *     else empty
   */
  default Optional<String> peerKey() {
    return Optional.empty();
  }

  /**
   * Who called.
   *
   * @return a description of the peer, for messages and logs; with CURVE it has its public key
   */
  String peer();
}
