package io.tightwire.internal.flow;

/** Whether one peer still gives signs of life. Confined to the loop thread. */
public final class Liveness {

  private final long interval;
  private final long timeout;
  private long lastHeard;
  private boolean asked;

  public Liveness(Heartbeat heartbeat, long now) {
    this.interval = Times.nanos(heartbeat.interval());
    this.timeout = Times.nanos(heartbeat.timeout());
    this.lastHeard = now;
  }

  /** Something, anything, came from the peer. */
  public void heard(long now) {
    lastHeard = now;
    asked = false;
  }

  /** Whether a PING is to be sent now; says so once for each silence. */
  public boolean shouldPing(long now) {
    if (asked || now - lastHeard < interval) {
      return false;
    }
    asked = true;
    return true;
  }

  /** Whether the silence has lasted too long. */
  public boolean isDead(long now) {
    return asked && now - lastHeard >= timeout;
  }

  /** When there is something to do again, if nothing is heard. */
  public long next() {
    return lastHeard + (asked ? timeout : interval);
  }
}
