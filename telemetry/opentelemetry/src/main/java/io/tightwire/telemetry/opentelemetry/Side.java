package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.trace.SpanKind;
import io.tightwire.RpcStatus;

/** A side of calls, and what the conventions say of it. Immutable. */
enum Side {
  CLIENT(
      SpanKind.CLIENT,
      "rpc.client.call.duration",
      "Measures the duration of an outgoing Remote Procedure Call (RPC)."),
  SERVER(
      SpanKind.SERVER,
      "rpc.server.call.duration",
      "Measures the duration of an incoming Remote Procedure Call (RPC).");

  final SpanKind kind;
  final String metric;
  final String description;

  Side(SpanKind kind, String metric, String description) {
    this.kind = kind;
    this.metric = metric;
    this.description = description;
  }

  /**
   * Returns whether calls that end so have failed. Statuses that are the caller's doing are no
   * errors of a server.
   */
  boolean isError(RpcStatus status) {
    return switch (status) {
      case OK -> false;
      case UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE -> true;
      default -> this == CLIENT;
    };
  }
}
