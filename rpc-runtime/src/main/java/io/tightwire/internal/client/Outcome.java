package io.tightwire.internal.client;

import io.tightwire.RpcException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.Slice;

/** How a call ended, as the loop knows it: not decoded, no user code run yet. Immutable. */
sealed interface Outcome {

  /** The normal end of a stream, or of a call without a response. */
  Outcome END = new Succeeded(new Slice(new byte[0], 0, 0));

  /** The server sent a RESULT, or for a stream END. */
  record Succeeded(Slice value) implements Outcome {}

  /** The server sent an ERROR. */
  record Refused(Frame.Failure failure) implements Outcome {}

  /** The call failed on this side. */
  record Failed(RpcException exception) implements Outcome {}
}
