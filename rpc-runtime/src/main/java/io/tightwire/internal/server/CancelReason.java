package io.tightwire.internal.server;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;

/** Why a call was cancelled. Immutable. */
enum CancelReason {
  CALLER("its caller cancelled it"),
  DISCONNECTED("its client disconnected"),
  DEADLINE("its deadline passed"),
  SHUTDOWN("the server is shutting down"),
  BREACH("its client sent a bad frame about it"),
  REFUSED("its client does not understand a frame of it");

  private final String reason;

  CancelReason(String reason) {
    this.reason = reason;
  }

  /** Returns the end for the listeners of interceptors. The handler had started. */
  RpcException exception(String call) {
    String message = call + " was cancelled: " + reason;
    return switch (this) {
      case DEADLINE -> new RpcTimeoutException(message, null, true);
      case BREACH, REFUSED -> new RpcProtocolException(RpcStatus.INTERNAL, message, null, true);
      default -> new RpcCancelledException(message, null, true);
    };
  }
}
