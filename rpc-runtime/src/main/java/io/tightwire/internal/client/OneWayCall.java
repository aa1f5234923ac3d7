package io.tightwire.internal.client;

/** A call that no one answers. If it can't be sent in time, that is logged and nothing else. */
public final class OneWayCall extends ClientCall {

  private final Caller caller;

  public OneWayCall(Caller caller, Outgoing<?> outgoing) {
    super(outgoing);
    this.caller = caller;
  }

  /** Makes the call. */
  public void run() {
    caller.startPatiently(this);
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
      caller.log().oneWayDropped(failed.exception());
    }
  }
}
