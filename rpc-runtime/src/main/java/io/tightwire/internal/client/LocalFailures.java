package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Creates the exceptions for failures that are found on this side. Immutable.
 *
 * @param target for messages: where the client was told to connect to
 * @param connectTimeout for messages
 */
record LocalFailures(String target, Duration connectTimeout) {

  /**
   * Returns the exception for a deadline that passed.
   *
   * @param state why the call was not sent, if it was not
   */
  RpcException timedOut(ClientCall call, String state) {
    Duration timeout = call.timeout();
    return new RpcTimeoutException(
        to(call)
            + " exceeded its deadline"
            + (timeout == null ? "" : " of " + Times.print(timeout))
            + (call.phase == ClientCall.Phase.IN_FLIGHT
                ? " (" + sent(call) + ", no response)"
                : " (" + unsent(call, state) + ')'),
        null,
        wasSent(call));
  }

  /** Returns the exception for a call that does not wait for a connection. */
  RpcException notWaiting(ClientCall call, String state) {
    return new RpcUnavailableException(
        to(call) + " was not sent, since there is no connection (" + state + ')',
        null,
        wasSent(call));
  }

  /** Returns the exception for a call that has waited too long for a connection. */
  RpcException notSentInTime(ClientCall call, String state) {
    return call.deadline() == Timed.NEVER ? unconnected(call, state) : timedOut(call, state);
  }

  private RpcException unconnected(ClientCall call, String state) {
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

  RpcException connectionLost(ClientCall call, String reason) {
    return new RpcUnavailableException(
        to(call)
            + " was in flight when the connection was lost: "
            + reason
            + (call.attempts > 1 ? " (" + sent(call) + ')' : ""),
        null,
        true);
  }

  /**
   * Returns the exception for a call that no server takes.
   *
   * @param unauthenticated whether the client's key is not known, or else the versions differ
   */
  RpcException refused(ClientCall call, String reason, boolean unauthenticated) {
    String message = to(call) + " can't be made: " + reason;
    return unauthenticated
        ? new RpcPermissionException(RpcStatus.UNAUTHENTICATED, message, null, wasSent(call))
        : new RpcProtocolException(RpcStatus.INTERNAL, message, null, wasSent(call));
  }

  RpcException protocolViolation(ClientCall call, String what) {
    return new RpcProtocolException(RpcStatus.INTERNAL, to(call) + " broke: " + what, null, true);
  }

  RpcException cancelled(ClientCall call, String reason) {
    return cancelled(call, reason, null);
  }

  RpcException cancelled(ClientCall call, String reason, @Nullable Throwable cause) {
    return new RpcCancelledException(to(call) + ": " + reason, cause, wasSent(call));
  }

  /** Returns the exception for a call that could not be sent, for want of memory for example. */
  RpcException unsendable(ClientCall call, Throwable cause) {
    return new RpcUnavailableException(
        to(call) + " could not be sent: " + cause, cause, wasSent(call));
  }

  /** Returns whether the handler may have started, also in an earlier attempt. */
  private static boolean wasSent(ClientCall call) {
    return call.attempts > 0;
  }

  private static String sent(ClientCall call) {
    return call.attempts > 1 ? "sent " + call.attempts + " times" : "sent";
  }

  private static String unsent(ClientCall call, String state) {
    return wasSent(call)
        ? sent(call) + ", lost with its connection, and not retried: " + state
        : "not yet sent: " + state;
  }

  /** Names the call, the client's target, and the server if there may be others. */
  private String to(ClientCall call) {
    String text = call.name() + " to " + target;
    Server server = call.server();
    return server == null || server.name().equals(target)
        ? text
        : text + " (at " + server.name() + ')';
  }
}
