package io.tightwire.internal.link;

import java.time.Duration;

/**
 * Limits of the connections that a server accepts. Connections inside the process are not counted.
 * Immutable.
 *
 * @param maxConnections the most connections at a time, at all endpoints together
 * @param maxConnectionsPerHost the most connections from one address; UNIX sockets have none
 * @param firstMessageWithin the time within which a connection must deliver its first message,
 *     before it is closed
 * @param firstMessageBytes the most bytes that it may send until then
 */
public record ConnectionLimits(
    int maxConnections,
    int maxConnectionsPerHost,
    Duration firstMessageWithin,
    int firstMessageBytes) {

  /** The default limits, whose bytes suffice for a short HELLO. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(4096, 4096, Duration.ofSeconds(10), 16 << 10);
}
