package io.tightwire;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A call that a client is about to make. {@link ClientInterceptor} has an example. Confined to the
 * caller's thread, and valid until its interceptor returns.
 */
public interface OutgoingCall {

  /** The mode of a call. */
  enum Mode {
    /** The caller waits. */
    BLOCKING,
    /** The result goes into a future. */
    ASYNC,
    /** There is no response. */
    ONE_WAY,
    /** A stream, pulled or pushed. */
    STREAMING
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
   * Returns how the call is made.
   *
   * @return the mode
   */
  Mode mode();

  /**
   * Returns whether the call may be retried, since running it twice does no harm.
   *
   * @return whether its method is declared idempotent
   */
  boolean idempotent();

  /**
   * Returns what the client was told to connect to. Which of several servers gets the call is not
   * known yet; {@link CallEnd#server()} tells it.
   *
   * @return the client's target
   */
  Target target();

  /**
   * Returns the key by which the call's server is chosen: {@link RpcRequest#key()}.
   *
   * @return the key; empty if any server will do
   */
  Optional<String> key();

  /**
   * Returns how much time the call has left. The caller, the method, the client, or the call whose
   * handler makes this one may have limited it.
   *
   * @return the time; zero if it is over; empty if the call has no deadline
   */
  Optional<Duration> timeRemaining();

  /**
   * Returns the string metadata that the call will have, as it is now.
   *
   * @return a view that can't be changed
   */
  Map<String, String> metadata();

  /**
   * Adds string metadata to the call.
   *
   * @param key the name; an earlier value of that name is replaced
   * @param value the value
   * @throws IllegalStateException if the call has left already
   */
  void setMetadata(String key, String value);

  /**
   * Returns the call whose handler makes this one, whose metadata can be passed on.
   *
   * @return its context; empty outside a handler's own thread
   */
  Optional<RpcContext> parent();
}
