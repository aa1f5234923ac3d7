package io.tightwire.internal.link;

/**
 * The servers to which a client's link connects. Each has one connection, which is made again
 * whenever it is lost. Confined to the loop thread.
 */
public interface Targets {

  /**
   * Starts to connect to an endpoint. Does nothing if that is a target already.
   *
   * @throws IllegalArgumentException if the endpoint is not concrete
   */
  void reach(Endpoint endpoint);

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
