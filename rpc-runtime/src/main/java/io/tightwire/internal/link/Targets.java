package io.tightwire.internal.link;

import org.jspecify.annotations.Nullable;

/**
 * The servers to which a client's link connects. Each has one connection, which is made again
 * whenever it is lost. Confined to the loop thread.
 */
public interface Targets {

  /**
   * Starts to connect to an endpoint. Does nothing if that is a target already.
   *
   * @param serverKey the public key that the server must prove to have, in Z85; null for the one of
   *     the link's options, if there is one
   * @throws IllegalArgumentException if the endpoint is not concrete
   */
  void reach(Endpoint endpoint, @Nullable String serverKey);

  /**
   * Makes the endpoint no target any more. Its connection stays until it is lost or the agent drops
   * it, and is not made again then.
   */
  void leave(Endpoint endpoint);

  /**
   * Connects to a target again, after a delay, though it has a connection. That one stays until it
   * is lost or the agent drops it. Does nothing if the endpoint is no target.
   */
  void renew(Endpoint endpoint, long now);
}
