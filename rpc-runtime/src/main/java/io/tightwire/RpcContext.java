package io.tightwire;

import io.tightwire.internal.context.CurrentCall;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The call that a handler runs for: its deadline, cancellation, metadata and caller.
 *
 * <pre>{@code
 * RpcContext context = RpcContext.current();
 * int stock = shelf.equals(ENDLESS) ? Integer.MAX_VALUE : STOCK;
 * int pieces = 0;
 * while (pieces < stock && !context.isCancelled()) { // the result is no longer needed
 *   pieces++;
 * }
 * }</pre>
 *
 * <p>Calls that a handler makes on its own thread inherit the smaller of the deadlines, and the
 * cancellation: its thread is interrupted in a blocking call, and other calls are cancelled.
 *
 * <p>Thread-safe.
 */
public interface RpcContext {

  /**
   * Returns the context of the call that this thread runs.
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
   * Returns the service's name on the wire.
   *
   * @return the name
   */
  String service();

  /**
   * Returns the method's name on the wire.
   *
   * @return the name
   */
  String method();

  /**
   * Returns when the server read the request.
   *
   * @return the time, as of {@link System#nanoTime()}
   */
  default long arrived() {
    return System.nanoTime();
  }

  /**
   * Returns how long the call was queued: the time from {@link #arrived()} to the moment when a
   * thread took it up, before interceptors were asked.
   *
   * @return the time; not negative
   */
  default Duration queued() {
    return Duration.ZERO;
  }

  /**
   * Returns how much time the call has left.
   *
   * @return the time; zero if it is over; empty if the call has no deadline
   */
  Optional<Duration> timeRemaining();

  /**
   * Returns whether the result is no longer needed: the caller cancelled or disappeared, the
   * deadline passed, or the server is shutting down.
   *
   * @return whether the handler may as well stop
   */
  boolean isCancelled();

  /**
   * Registers an action for the cancellation of the call: its caller cancels or disappears, its
   * deadline passes, or the server shuts down. The action runs once, on a thread of the server's
   * executor. If the call is cancelled already, it runs immediately, on this thread. It does not
   * run when the call ends otherwise.
   *
   * <p>Asynchronous calls and streams that the handler starts on its own thread are cancelled
   * automatically.
   *
   * @param action what to do; what it throws is logged
   * @return removes the action; a handler that registers many should do that
   */
  Registration onCancel(Runnable action);

  /** A registered action. Thread-safe. */
  @FunctionalInterface
  interface Registration {
    /** Removes the action; if it has started, it goes on. */
    void remove();
  }

  /**
   * Returns the string metadata of the call.
   *
   * @return an immutable map
   */
  Map<String, String> metadata();

  /**
   * Returns the key that the caller has proven to have, for authorization.
   *
   * @return the public key, in Z85, if the server was built with {@link RpcServer.Builder#curve};
   *     else empty
   */
  default Optional<String> peerKey() {
    return Optional.empty();
  }

  /**
   * Returns a description of the caller.
   *
   * @return a description of the peer, for messages and logs; with CURVE it has its public key
   */
  String peer();
}
