package io.tightwire.internal.link;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits the rate of handshakes, in all and for each address (a token bucket). No address is given
 * more, of late, than are left for all others; so a flood from one of them leaves half, and one
 * from each of three a quarter. (Dynamic thresholds: A. K. Choudhury and E. L. Hahne, IEEE/ACM
 * Transactions on Networking 6 (2), 1998, who share out buffers so.) Not thread-safe.
 */
final class HandshakeRateLimiter {

  private final int most;
  private final double perNano;

  /** The handshakes that each address was granted lately. */
  private final Map<String, Double> given = new HashMap<>();

  private double left;
  private long lastAsked;

  HandshakeRateLimiter(int most, int perSecond) {
    this.most = most;
    this.perNano = perSecond / 1e9;
    this.left = most;
  }

  /** Gives one to an address, if it may have it. */
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

  /** Time gives back to all, and has it forgotten who had it. */
  private void refill(long now) {
    double earned = lastAsked == 0 ? 0 : (now - lastAsked) * perNano;
    lastAsked = now;
    left = Math.min(most, left + earned);
    given.replaceAll((host, spent) -> spent - earned);
    given.values().removeIf(spent -> spent <= 0);
  }
}
