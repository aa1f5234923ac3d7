package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.trace.SpanKind;
import io.tightwire.RpcStatus;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A side of calls, and what the conventions say of it. Immutable. */
enum Side {
  CLIENT(
      SpanKind.CLIENT,
      "rpc.client.call.duration",
      "Measures the duration of an outgoing Remote Procedure Call (RPC).",
      EnumSet.complementOf(EnumSet.of(RpcStatus.OK))),
  /** Statuses that are the caller's doing are no errors of a server. */
  SERVER(
      SpanKind.SERVER,
      "rpc.server.call.duration",
      "Measures the duration of an incoming Remote Procedure Call (RPC).",
      EnumSet.of(
          RpcStatus.UNKNOWN,
          RpcStatus.DEADLINE_EXCEEDED,
          RpcStatus.UNIMPLEMENTED,
          RpcStatus.INTERNAL,
          RpcStatus.UNAVAILABLE));

  final SpanKind kind;
  final String metric;
  final String description;
  private final Set<RpcStatus> errors;

  Side(SpanKind kind, String metric, String description, Set<RpcStatus> errors) {
    this.kind = kind;
    this.metric = metric;
    this.description = description;
    this.errors = Collections.unmodifiableSet(errors);
  }

  /** Returns whether calls that end so have failed. */
  boolean isError(RpcStatus status) {
    return errors.contains(status);
  }
}
