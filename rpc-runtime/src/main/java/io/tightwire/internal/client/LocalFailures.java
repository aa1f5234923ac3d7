package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.internal.flow.Times;
import java.time.Duration;

/**
 * What callers are told of failures that were found on this side. Immutable.
 *
 * @param endpoint for messages
 * @param connectTimeout for messages
 */
record LocalFailures(String endpoint, Duration connectTimeout) {

  /**
   * The deadline passed.
   *
   * @param state why the call was not sent, if it was not
   */
  RpcException timedOut(ClientCall call, boolean sent, String state) {
    Duration timeout = call.timeout();
    return new RpcTimeoutException(
        to(call)
            + " exceeded its deadline"
            + (timeout == null ? "" : " of " + Times.print(timeout))
            + (sent ? " (sent, not answered)" : " (not yet sent: " + state + ')'),
        null,
        sent);
  }

  RpcException unconnected(ClientCall call, String state) {
    return new RpcUnavailableException(
        to(call)
            + " could not be sent within the connect timeout of "
            + Times.print(connectTimeout)
            + " ("
            + state
            + ')',
        null,
        false);
  }

  RpcException full(ClientCall call, int waiting, String state) {
    return new RpcUnavailableException(
        to(call) + " was refused: " + waiting + " calls wait already (" + state + ')', null, false);
  }

  RpcException tooLarge(ClientCall call, long limit) {
    return new RpcProtocolException(
        RpcStatus.RESOURCE_EXHAUSTED,
        to(call)
            + " has "
            + call.request().length()
            + " bytes; the server takes at most "
            + limit
            + " in one message",
        null,
        false);
  }

  RpcException lost(ClientCall call, String reason) {
    return new RpcUnavailableException(
        to(call) + " was in flight when the connection was lost: " + reason, null, true);
  }

  RpcException incompatible(ClientCall call, String reason) {
    return new RpcProtocolException(
        RpcStatus.INTERNAL, to(call) + " can't be made: " + reason, null, false);
  }

  RpcException breach(ClientCall call, String what) {
    return new RpcProtocolException(RpcStatus.INTERNAL, to(call) + " broke: " + what, null, true);
  }

  RpcException calledOff(ClientCall call, String reason, boolean sent) {
    return new RpcCancelledException(to(call) + ": " + reason, null, sent);
  }

  private String to(ClientCall call) {
    return call.name() + " to " + endpoint;
  }
}
