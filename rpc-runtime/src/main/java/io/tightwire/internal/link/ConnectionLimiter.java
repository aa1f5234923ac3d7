package io.tightwire.internal.link;

import io.tightwire.internal.report.RateLimitedLog;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

/**
 * Knows how many connections a server has and from where, and tells the log whom it turned away. A
 * CURVE handshake costs the server's thread some 8 ms, whoever asks for it: there are only so many
 * a second. Safe for use by many threads.
 */
public final class ConnectionLimiter {

  /** So many handshakes may come at once: all clients of a server that was started again. */
  static final int HANDSHAKES = 256;

  /** A third of a core, about. */
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

  /** For large messages that are being received. */
  public InboundBudget inbound() {
    return inbound;
  }

  /**
   * Lets one more in.
   *
   * @param host its address; empty if it has none
   * @throws IOException if that would be too many; it must not stay then
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
      throw refused(host, "too many handshakes at once");
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

  /** One that was let in has gone. */
  public synchronized void release(String host) {
    connections--;
    if (!host.isEmpty()) {
      hosts.computeIfPresent(host, (h, count) -> count == 1 ? null : count - 1);
    }
  }

  /** How many are in; for tests. */
  synchronized int connections() {
    return connections;
  }

  /** Says why a connection was turned away before anything was heard of it. */
  public void report(String from, String why) {
    refusals.log(
        () -> "A connection" + (from.isEmpty() ? "" : " from " + from) + " was closed: " + why);
  }

  /** Says that nobody can be let in at the moment. */
  public void report(IOException failure) {
    failures.log(() -> "Cannot accept connections at the moment: " + failure.getMessage());
  }
}
