package io.tightwire;

/**
 * Why a server turned a call away before it asked its interceptors and started the handler.
 *
 * <p>Immutable.
 */
public enum RejectionReason {
  /** The server does not have the service: {@link RpcStatus#UNIMPLEMENTED}. */
  UNKNOWN_SERVICE,
  /** The service does not have the method: {@link RpcStatus#UNIMPLEMENTED}. */
  UNKNOWN_METHOD,
  /**
   * The request does not fit the method: one expects a stream and the other does not. {@link
   * RpcStatus#INTERNAL}.
   */
  INCOMPATIBLE,
  /** The client may not call the method: {@link RpcStatus#PERMISSION_DENIED}. */
  DENIED,
  /**
   * The method's lane has as many calls queued as it may ({@code maxQueuedCalls}), or its executor
   * gave it no thread: {@link RpcStatus#RESOURCE_EXHAUSTED}.
   */
  LANE_FULL,
  /** The client has too many calls open: {@link RpcStatus#RESOURCE_EXHAUSTED}. */
  CLIENT_FULL,
  /**
   * All clients together have too many calls open, or the requests of open calls take up all the
   * memory that there is for them: {@link RpcStatus#RESOURCE_EXHAUSTED}.
   */
  SERVER_FULL,
  /**
   * The call's deadline had passed when it arrived, or passed while it was queued: {@link
   * RpcStatus#DEADLINE_EXCEEDED}.
   */
  EXPIRED,
  /**
   * The server was shutting down when the call arrived or before it was started, or its connection
   * had reached its maximum age: {@link RpcStatus#CANCELLED}. Clients retry such calls elsewhere.
   */
  DRAINING,
  /**
   * The caller cancelled the call or disconnected while it was queued: {@link RpcStatus#CANCELLED},
   * or {@link RpcStatus#INTERNAL} if its client broke the protocol.
   */
  CANCELLED
}
