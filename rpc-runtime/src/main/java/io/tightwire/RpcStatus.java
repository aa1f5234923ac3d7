package io.tightwire;

/**
 * How a call ended, by the names that gRPC gave the <a
 * href="https://grpc.github.io/grpc/core/md_doc_statuscodes.html">status codes</a>. On the wire a
 * status is its name.
 *
 * <p>Immutable.
 */
public enum RpcStatus {
  /** The call succeeded. */
  OK,
  /** The caller or the server called it off. */
  CANCELLED,
  /** The handler threw. */
  UNKNOWN,
  /** The time was over. */
  DEADLINE_EXCEEDED,
  /** The caller is known but may not do this. */
  PERMISSION_DENIED,
  /** A queue, lane or size limit was reached. */
  RESOURCE_EXHAUSTED,
  /** The server has no such service or method. */
  UNIMPLEMENTED,
  /** The two sides did not understand each other. */
  INTERNAL,
  /** There is no connection, or it broke. */
  UNAVAILABLE,
  /** The caller is not known. */
  UNAUTHENTICATED
}
