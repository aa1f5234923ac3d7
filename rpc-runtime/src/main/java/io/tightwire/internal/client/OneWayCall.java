package io.tightwire.internal.client;

import io.tightwire.RpcUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** A call that no one answers. If it can't be sent in time, that is logged and nothing else. */
public final class OneWayCall extends ClientCall {

  private static final Logger LOG = System.getLogger("io.tightwire.client");

  private final Caller caller;

  public OneWayCall(Caller caller, Outgoing<?> outgoing) {
    super(outgoing);
    this.caller = caller;
  }

  /** Makes the call. */
  public void run() {
    if (!caller.post().post(this)) {
      throw new RpcUnavailableException(
          name() + " to " + caller.endpoint() + ": the client is closed", null, false);
    }
  }

  @Override
  boolean isAnswered() {
    return false;
  }

  @Override
  boolean isAbandoned() {
    return false;
  }

  @Override
  void onOutcome(Outcome end) {
    if (end instanceof Outcome.Failed failed) {
      LOG.log(Level.DEBUG, () -> "One-way call dropped: " + failed.exception().getMessage());
    }
  }
}
