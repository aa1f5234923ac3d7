package io.tightwire.internal.client;

import io.tightwire.internal.wire.Outcome;

/**
 * A call without a response. If it can't be sent in time, that is logged. Confined as {@link
 * ClientCall} is.
 */
public final class OneWayCall extends ClientCall {

  private final ClientRuntime runtime;

  public OneWayCall(ClientRuntime runtime, PreparedCall<?> prepared) {
    super(prepared);
    this.runtime = runtime;
  }

  /** Makes the call. */
  public void run() {
    runtime.startOrWait(this);
  }

  @Override
  boolean expectsResponse() {
    return false;
  }

  @Override
  boolean isAbandoned() {
    return false;
  }

  @Override
  void onOutcome(Outcome end) {
    if (end instanceof LocalFailure failed) {
      runtime.log().oneWayDropped(failed.exception());
    }
  }
}
