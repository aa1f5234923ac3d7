package io.tightwire.internal.link;

import io.tightwire.internal.report.RateLimitedLog;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

/**
 * Limits a server's connections, in all and from each address, and logs those that it refuses. A
 * CURVE handshake costs the server some 2 ms, so their rate is limited too. Thread-safe.
 */
public final class ConnectionLimiter {

  /**
   * The burst of handshakes that is allowed: all clients reconnect to a server that was restarted.
   */
  static final int HANDSHAKES = 256;

  /** The rate of handshakes, which costs about a tenth of a core. */
  static final int HANDSHAKES_PER_SECOND = 40;

  private final ConnectionLimits rules;
  private final boolean encrypted;
  private final InboundBudget inbound;
  private final RateLimitedLog refusals = new RateLimitedLog("io.tightwire.link", Level.WARNING);
  private final RateLimitedLog failures = new RateLimitedLog("io.tightwire.link", Level.WARNING);
  private final Map<String, Integer> hosts = new HashMap<>();
  private final HandshakeRateLimiter handshakes =
      new HandshakeRateLimiter(HANDSHAKES, HANDSHAKES_PER_SECOND);
  private int connections;

  public ConnectionLimiter(LinkOptions options) {
    this.rules = options.connectionLimits();
    this.encrypted = options.curve() != null;
    this.inbound = new InboundBudget(options.maxQueuedBytesInAll());
  }

  /** Returns the budget of large messages that are being received. */
  public InboundBudget inbound() {
    return inbound;
  }

  /**
   * Acquires a place for a connection.
   *
   * @param host the address of the peer; empty if it has none
   * @throws IOException if a limit is reached; the connection must be closed then
   */
  public synchronized void acquire(String host, long now) throws IOException {
    if (connections >= rules.maxConnections()) {
      throw refused(host, connections + " connections are open already");
    }
    int fromThere = host.isEmpty() ? 0 : hosts.getOrDefault(host, 0);
    if (fromThere >= rules.maxConnectionsPerHost()) {
      throw refused(host, fromThere + " connections are open already from there");
    }
    if (encrypted && !handshakes.tryAcquire(host, now)) {
      throw refused(
          host,
          "too many handshakes: at most "
              + HANDSHAKES_PER_SECOND
              + " a second are accepted after a burst of "
              + HANDSHAKES
              + "; let clients connect more slowly");
    }
    connections++;
    if (!host.isEmpty()) {
      hosts.put(host, fromThere + 1);
    }
  }

  private IOException refused(String host, String why) {
    report(host, why);
    return new IOException(why);
  }

  /** Releases the place of a connection. */
  public synchronized void release(String host) {
    connections--;
    if (!host.isEmpty()) {
      hosts.computeIfPresent(host, (h, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Returns the number of connections; for tests. */
  synchronized int connections() {
    return connections;
  }

  /** Logs why a connection was refused before it sent a message. */
  public void report(String from, String why) {
    refusals.log(
        () -> "A connection" + (from.isEmpty() ? "" : " from " + from) + " was closed: " + why);
  }

  /** Logs that no connection can be accepted at the moment. */
  public void report(IOException failure) {
    failures.log(() -> "Cannot accept connections at the moment: " + failure.getMessage());
  }
}
