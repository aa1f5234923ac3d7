package io.tightwire.internal.server;

import io.tightwire.RejectionReason;
import io.tightwire.RpcStatus;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.MethodDescriptor.Kind;
import io.tightwire.internal.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Why a request does not become a call: its handler never starts. Immutable.
 *
 * @param reason by which it is counted
 * @param status what kind of failure that is
 * @param message for the caller
 */
record Rejection(RejectionReason reason, RpcStatus status, String message) {

  /** Returns why the request can't become a call of that method; null if it can. */
  static @Nullable Rejection of(Frame.Request request, MethodDescriptor<?> method) {
    if (request.remainingMillis() == 0) {
      return new Rejection(
          RejectionReason.EXPIRED,
          RpcStatus.DEADLINE_EXCEEDED,
          method.displayName()
              + " was not started: its deadline passed before it reached the server");
    }
    boolean stream = method.kind() == Kind.STREAMING;
    if (request.isStreaming() != stream) {
      return new Rejection(
          RejectionReason.INCOMPATIBLE,
          RpcStatus.INTERNAL,
          method.displayName()
              + (stream ? " is a stream" : " is not a stream")
              + "; were both sides built from the same interface?");
    }
    if (request.hasInput() != method.takesStream()) {
      return new Rejection(
          RejectionReason.INCOMPATIBLE,
          RpcStatus.INTERNAL,
          method.displayName()
              + (method.takesStream() ? " takes a stream" : " takes no stream")
              + "; were both sides built from the same interface?");
    }
    if (request.isOneWay() && (stream || request.hasInput())) {
      return new Rejection(
          RejectionReason.INCOMPATIBLE,
          RpcStatus.INTERNAL,
          method.displayName()
              + (stream ? " is a stream" : " takes a stream")
              + ", which can't be called one-way");
    }
    return null;
  }

  /** Returns the rejection of a request that has crossed the GOAWAY. */
  static Rejection goingAway(MethodDescriptor<?> method, String reason) {
    return new Rejection(
        RejectionReason.DRAINING,
        RpcStatus.CANCELLED,
        method.displayName() + " was not started: " + reason);
  }

  /** Returns the rejection of a client that may not call the method; null without a reason. */
  static @Nullable Rejection notPermitted(MethodDescriptor<?> method, @Nullable String why) {
    return why == null
        ? null
        : new Rejection(
            RejectionReason.DENIED,
            RpcStatus.PERMISSION_DENIED,
            method.displayName() + " was not started: " + why);
  }

  /**
   * Returns which limit rejects another call; null if none does.
   *
   * @param ofClient how many calls the client has open
   * @param ofAll how many calls all clients have open
   */
  static @Nullable Rejection ofLimits(
      MethodDescriptor<?> method,
      ServerLimits limits,
      int ofClient,
      int ofAll,
      RetainedMessage message) {
    RejectionReason reason = RejectionReason.SERVER_FULL;
    String why;
    if (ofClient >= limits.callsPerClient()) {
      reason = RejectionReason.CLIENT_FULL;
      why = "the client has " + ofClient + " calls open already";
    } else if (ofAll >= limits.calls()) {
      why = "the server has " + ofAll + " calls open already";
    } else if (!message.mayBeRetained()) {
      why = "the requests of open calls take up all that the server has for them";
    } else {
      return null;
    }
    return new Rejection(
        reason, RpcStatus.RESOURCE_EXHAUSTED, method.displayName() + " was not started: " + why);
  }

  /** Returns whether an interceptor can reject with the status; others have another meaning. */
  static boolean canBe(RpcStatus status) {
    return status != RpcStatus.OK && status != RpcStatus.UNKNOWN;
  }

  static Rejection expiredInQueue(String call) {
    return new Rejection(
        RejectionReason.EXPIRED,
        RpcStatus.DEADLINE_EXCEEDED,
        call + " was not started: its deadline passed while it was queued at the server");
  }

  /** Returns the rejection of a call that its lane refused. */
  static Rejection laneFull(String call, Lane lane) {
    Throwable refusal = lane.refusal();
    if (refusal != null) {
      return new Rejection(
          RejectionReason.LANE_FULL,
          RpcStatus.RESOURCE_EXHAUSTED,
          call
              + " was not started: no thread of the server takes calls of the "
              + lane.name()
              + " lane: "
              + refusal);
    }
    return new Rejection(
        RejectionReason.LANE_FULL,
        RpcStatus.RESOURCE_EXHAUSTED,
        call
            + " was not started: "
            + lane.maxQueued()
            + " calls wait already on the server's "
            + lane.name()
            + " lane");
  }
}
