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

  private static final int LEAST = 4_096;
  private static final int MOST = 16_384;
  private static final long HEAP_FOR_EACH = 64 << 10;

  /** The default limits, whose bytes suffice for a short HELLO. */
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(LEAST, LEAST, Duration.ofSeconds(10), 16 << 10);

  /**
   * Returns the number of connections that a server may have unless the user sets another. Each
   * keeps 3.2 kB, and at most 8 KiB of a small message that is not complete. So all of them keep a
   * fifth of the heap at most, unless it is smaller than 256 MiB. With CURVE each event costs the
   * more, the more connections there are, since JeroMQ iterates over them.
   *
   * @param heap the largest size of the heap, in bytes
   */
  public static int maxConnections(long heap, boolean encrypted) {
    return encrypted ? LEAST : (int) Math.max(LEAST, Math.min(MOST, heap / HEAP_FOR_EACH));
  }
}
