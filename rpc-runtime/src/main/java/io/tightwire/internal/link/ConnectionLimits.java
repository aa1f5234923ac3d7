package io.tightwire.internal.link;

import java.time.Duration;

/**
 * The connections that a server accepts. Those inside the process are not counted. Immutable.
 *
 * @param maxConnections how many there may be at a time, at all endpoints together
 * @param maxConnectionsPerHost how many of them may come from one address; UNIX sockets have none
 * @param firstMessageWithin how long a connection may take until its first message has come; it is
 *     closed then
 * @param firstMessageBytes how much it may send until then
 */
public record ConnectionLimits(
    int maxConnections,
    int maxConnectionsPerHost,
    Duration firstMessageWithin,
    int firstMessageBytes) {

  /** As many as a server can be expected to serve, and room for a short HELLO. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(4096, 4096, Duration.ofSeconds(10), 16 << 10);
}
