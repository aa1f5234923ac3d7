package io.tightwire;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A call that a client is about to make. Used by one thread, until its interceptor returns. */
public interface OutgoingCall {

  /** How a call is made. */
  enum Mode {
    /** The caller waits. */
    BLOCKING,
    /** The result goes into a future. */
    ASYNC,
    /** Nobody answers. */
    ONE_WAY,
    /** A stream, pulled or pushed. */
    STREAMING
  }

  /**
   * The service's name on the wire.
   *
   * @return the name
   */
  String service();

  /**
   * The method's name on the wire.
   *
   * @return the name
   */
  String method();

  /**
   * How the call is made.
   *
   * @return the mode
   */
  Mode mode();

  /**
   * Where the call goes.
   *
   * @return the client's endpoint
   */
  String endpoint();

  /**
   * Returns how much time the call has left. The caller, the method, the client, or the call whose
   * handler makes this one may have limited it.
   *
   * @return the time; zero if it is over; empty if the call has no deadline
   */
  Optional<Duration> timeRemaining();

  /**
   * The texts that will travel with the call, as they are now.
   *
   * @return a view that can't be changed
   */
  Map<String, String> metadata();

  /**
   * Has a text travel with the call.
   *
   * @param key its name; an earlier text of that name is replaced
   * @param value the text
   * @throws IllegalStateException if the call has left already
   */
  void setMetadata(String key, String value);

  /**
   * The call whose handler makes this one: what its metadata holds can be passed on.
   *
   * @return its context; empty outside a handler's own thread
   */
  Optional<RpcContext> parent();
}
