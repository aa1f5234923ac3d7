package io.tightwire.internal.link;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits the rate of handshakes, in all and for each address (a token bucket). No address gets more
 * recent handshakes than are left for all others. So a flood from one address leaves half, and a
 * flood from each of three a quarter. The scheme is that of dynamic thresholds (A. K. Choudhury and
 * E. L. Hahne, IEEE/ACM Transactions on Networking 6 (2), 1998). Not thread-safe.
 */
final class HandshakeRateLimiter {

  private final int most;
  private final double perNano;

  /** The recent handshakes of each address. */
  private final Map<String, Double> given = new HashMap<>();

  private double left;
  private long lastAsked;

  HandshakeRateLimiter(int most, int perSecond) {
    this.most = most;
    this.perNano = perSecond / 1e9;
    this.left = most;
  }

  /** Acquires a handshake for an address; returns false if it may not have one. */
  boolean tryAcquire(String host, long now) {
    refill(now);
    double before = given.getOrDefault(host, 0.0);
    if (left < 1 || before >= left) {
      return false;
    }
    left--;
    given.put(host, before + 1);
    return true;
  }

  /** Refills the bucket, and forgets each address's handshakes at the same rate. */
  private void refill(long now) {
    double earned = lastAsked == 0 ? 0 : (now - lastAsked) * perNano;
    lastAsked = now;
    left = Math.min(most, left + earned);
    given.replaceAll((host, spent) -> spent - earned);
    given.values().removeIf(spent -> spent <= 0);
  }
}
