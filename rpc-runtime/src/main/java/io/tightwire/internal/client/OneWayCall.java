package io.tightwire.internal.client;

/** A call that no one answers. If it can't be sent in time, that is logged and nothing else. */
public final class OneWayCall extends ClientCall {

  private final ClientRuntime runtime;

  public OneWayCall(ClientRuntime runtime, PreparedCall<?> prepared) {
    super(prepared);
    this.runtime = runtime;
  }

  /** Makes the call. */
  public void run() {
    runtime.startPatiently(this);
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
      runtime.log().oneWayDropped(failed.exception());
    }
  }
}
