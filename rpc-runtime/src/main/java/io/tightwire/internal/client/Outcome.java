package io.tightwire.internal.client;

import io.tightwire.RpcException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.Slice;

/** How a call ended, as the loop knows it: nothing decoded, no user code run yet. Immutable. */
sealed interface Outcome {

  /** How a stream ends that did not break. */
  Outcome END = new Answered(new Slice(new byte[0], 0, 0));

  /** The server answered. For a stream: it ended. */
  record Answered(Slice value) implements Outcome {}

  /** The server sent an ERROR. */
  record Refused(Frame.Failure failure) implements Outcome {}

  /** It failed on this side. */
  record Failed(RpcException exception) implements Outcome {}
}
