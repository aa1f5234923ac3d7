package io.tightwire.internal.flow;

import org.jspecify.annotations.Nullable;

/**
 * The keepalive of one peer: when to send a heartbeat, and whether a silent peer is dead. Confined
 * to the loop thread.
 */
public final class Liveness {

  private final Heartbeat heartbeat;
  private final long interval;
  private final long timeout;
  private long lastHeard;
  private boolean asked;

  /** Creates the keepalive of a peer that was just connected. */
  public Liveness(Heartbeat heartbeat, long now) {
    this.heartbeat = heartbeat;
    this.interval = Times.nanos(heartbeat.interval());
    this.timeout = Times.nanos(heartbeat.timeout());
    this.lastHeard = now;
  }

  /** Records that something came from the peer. */
  public void heard(long now) {
    lastHeard = now;
    asked = false;
  }

  /** Returns whether a PING is to be sent now; true once for each silence. */
  public boolean shouldPing(long now) {
    if (asked || now - lastHeard < interval) {
      return false;
    }
    asked = true;
    return true;
  }

  /**
   * Returns why the peer is to be dropped, since it is silent or takes nothing that is sent; null
   * if it is not.
   *
   * @param receiving whether a large message of the peer's is on its way, so that silence means
   *     nothing
   * @param stalled whether the peer has taken nothing of what waits for it for the timeout
   */
  public @Nullable String fault(boolean receiving, boolean stalled, long now) {
    if (!receiving && isDead(now)) {
      return "no sign of life for " + Times.print(heartbeat.timeout());
    }
    return stalled
        ? "it has taken nothing of what waits for it for " + Times.print(heartbeat.timeout())
        : null;
  }

  /** Returns whether the silence has lasted too long. */
  boolean isDead(long now) {
    return asked && now - lastHeard >= timeout;
  }

  /** Returns when to check again, if nothing comes. */
  public long next() {
    return lastHeard + (asked ? timeout : interval);
  }
}
