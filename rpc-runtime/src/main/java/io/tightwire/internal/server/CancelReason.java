package io.tightwire.internal.server;

import io.tightwire.RejectionReason;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;

/** Why a call was cancelled. Immutable. */
enum CancelReason {
  CALLER(RpcStatus.CANCELLED, RejectionReason.CANCELLED, "its caller cancelled it"),
  DISCONNECTED(RpcStatus.CANCELLED, RejectionReason.CANCELLED, "its client disconnected"),
  DEADLINE(RpcStatus.DEADLINE_EXCEEDED, RejectionReason.EXPIRED, "its deadline passed"),
  SHUTDOWN(RpcStatus.CANCELLED, RejectionReason.DRAINING, "the server is shutting down"),
  BREACH(RpcStatus.INTERNAL, RejectionReason.CANCELLED, "its client sent a bad frame about it"),
  SUBSCRIBER(
      RpcStatus.UNKNOWN, RejectionReason.CANCELLED, "the subscriber of its caller's stream threw"),
  REFUSED(
      RpcStatus.INTERNAL,
      RejectionReason.CANCELLED,
      "its client does not understand a frame of it");

  private final RpcStatus status;
  private final RejectionReason rejection;
  private final String reason;

  CancelReason(RpcStatus status, RejectionReason rejection, String reason) {
    this.status = status;
    this.rejection = rejection;
    this.reason = reason;
  }

  /** Returns the status by which the call's end is counted. */
  RpcStatus status() {
    return status;
  }

  /** Returns why the call was turned away, if its handler had not started. */
  RejectionReason rejection() {
    return rejection;
  }

  /** Returns the end for the listeners of interceptors. The handler had started. */
  RpcException exception(String call) {
    String message = call + " was cancelled: " + reason;
    return switch (status) {
      case DEADLINE_EXCEEDED -> new RpcTimeoutException(message, null, true);
      case INTERNAL -> new RpcProtocolException(status, message, null, true);
      default -> new RpcCancelledException(message, null, true);
    };
  }
}
