package io.tightwire;

import java.util.Map;

/**
 * A call that a server turned away before it asked its interceptors, as {@link
 * ServerInterceptor#onRejected} is told.
 *
 * <p>Names and metadata are what the client sent, and may be anything.
 *
 * <p>Thread-safe.
 */
public interface RejectedCall {

  /**
   * Returns the service's name, as it was sent.
   *
   * @return the name, without control characters; both names together are cut after 200 bytes
   */
  String service();

  /**
   * Returns the method's name, as it was sent.
   *
   * @return the name, without control characters; both names together are cut after 200 bytes;
   *     empty if there was none
   */
  String method();

  /**
   * Returns why the call was turned away.
   *
   * @return the reason
   */
  RejectionReason reason();

  /**
   * Returns what the caller was told, unless the call was one-way or its client is gone.
   *
   * @return the status; not {@link RpcStatus#OK}
   */
  RpcStatus status();

  /**
   * Returns a description of the caller.
   *
   * @return a description of the peer, for messages and logs; with CURVE it has its public key
   */
  String peer();

  /**
   * Returns the string metadata of the call.
   *
   * @return an immutable map; empty if it can't be decoded or has more than 4 KiB
   */
  Map<String, String> metadata();

  /**
   * Returns when the server read the request.
   *
   * @return the time, as of {@link System#nanoTime()}
   */
  long arrived();
}
