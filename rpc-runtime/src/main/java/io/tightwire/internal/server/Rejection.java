package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.internal.wire.Frame;
import io.tightwire.stub.MethodDescriptor;
import io.tightwire.stub.MethodDescriptor.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Why a request does not become a call: its handler has not started, and won't. Immutable.
 *
 * @param status what kind of failure that is
 * @param message for the caller
 */
record Rejection(RpcStatus status, String message) {

  /** Why the request can't become a call of that method; null if it can. */
  static @Nullable Rejection of(Frame.Request request, MethodDescriptor<?> method) {
    if (request.remainingMillis() == 0) {
      return new Rejection(
          RpcStatus.DEADLINE_EXCEEDED,
          method.displayName()
              + " was not started: its deadline passed before it reached the server");
    }
    boolean stream = method.kind() == Kind.STREAMING;
    if (request.isStreaming() != stream) {
      return new Rejection(
          RpcStatus.INTERNAL,
          method.displayName()
              + (stream ? " is a stream" : " is not a stream")
              + "; were both sides built from the same interface?");
    }
    if (stream && request.isOneWay()) {
      return new Rejection(
          RpcStatus.INTERNAL, method.displayName() + " is a stream, which can't be called one-way");
    }
    return null;
  }

  /** Whether an interceptor can decide so; others are failures that have another meaning. */
  static boolean canBe(RpcStatus status) {
    return status != RpcStatus.OK && status != RpcStatus.UNKNOWN;
  }

  static Rejection expiredInQueue(String call) {
    return new Rejection(
        RpcStatus.DEADLINE_EXCEEDED,
        call + " was not started: its deadline passed while it was queued at the server");
  }

  static Rejection laneFull(String call, Lane lane) {
    return new Rejection(
        RpcStatus.RESOURCE_EXHAUSTED,
        call
            + " was not started: "
            + lane.maxQueued()
            + " calls wait already on the server's "
            + lane.name()
            + " lane");
  }
}
