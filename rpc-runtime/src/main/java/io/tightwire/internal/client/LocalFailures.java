package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.internal.flow.Times;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
  RpcException timedOut(ClientCall call, String state) {
    Duration timeout = call.timeout();
    return new RpcTimeoutException(
        to(call)
            + " exceeded its deadline"
            + (timeout == null ? "" : " of " + Times.print(timeout))
            + (call.phase == ClientCall.Phase.OPEN
                ? " (" + sent(call) + ", not answered)"
                : " (" + unsent(call, state) + ')'),
        null,
        wasSent(call));
  }

  RpcException unconnected(ClientCall call, String state) {
    return new RpcUnavailableException(
        to(call)
            + " could not be sent within the connect timeout of "
            + Times.print(connectTimeout)
            + " ("
            + unsent(call, state)
            + ')',
        null,
        wasSent(call));
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
        wasSent(call));
  }

  RpcException lost(ClientCall call, String reason) {
    return new RpcUnavailableException(
        to(call)
            + " was in flight when the connection was lost: "
            + reason
            + (call.sends > 1 ? " (" + sent(call) + ')' : ""),
        null,
        true);
  }

  RpcException incompatible(ClientCall call, String reason) {
    return new RpcProtocolException(
        RpcStatus.INTERNAL, to(call) + " can't be made: " + reason, null, wasSent(call));
  }

  RpcException unauthenticated(ClientCall call, String reason) {
    return new RpcPermissionException(
        RpcStatus.UNAUTHENTICATED, to(call) + " can't be made: " + reason, null, wasSent(call));
  }

  RpcException breach(ClientCall call, String what) {
    return new RpcProtocolException(RpcStatus.INTERNAL, to(call) + " broke: " + what, null, true);
  }

  RpcException calledOff(ClientCall call, String reason) {
    return calledOff(call, reason, null);
  }

  RpcException calledOff(ClientCall call, String reason, @Nullable Throwable cause) {
    return new RpcCancelledException(to(call) + ": " + reason, cause, wasSent(call));
  }

  /** There is no memory to send it with, say. */
  RpcException unsendable(ClientCall call, Throwable cause) {
    return new RpcUnavailableException(
        to(call) + " could not be sent: " + cause, cause, wasSent(call));
  }

  /** Whether the handler may have started, here or at a server before. */
  private static boolean wasSent(ClientCall call) {
    return call.sends > 0;
  }

  private static String sent(ClientCall call) {
    return call.sends > 1 ? "sent " + call.sends + " times" : "sent";
  }

  private static String unsent(ClientCall call, String state) {
    return wasSent(call)
        ? sent(call) + ", lost with its connection, and not sent again: " + state
        : "not yet sent: " + state;
  }

  private String to(ClientCall call) {
    return call.name() + " to " + endpoint;
  }
}
