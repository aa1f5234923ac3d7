package io.tightwire.internal.client;

import io.tightwire.RpcException;
import io.tightwire.internal.wire.Outcome;

/** The end of a call that failed on this side. */
record LocalFailure(RpcException exception) implements Outcome {

  @Override
  public boolean isSuccess() {
    return false;
  }
}
