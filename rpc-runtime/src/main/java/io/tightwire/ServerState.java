package io.tightwire;

/** Where a server is between its creation and its end: {@link RpcServer#state()}. Immutable. */
public enum ServerState {
  /** It was not started yet. */
  NEW,
  /** It accepts calls. Whether it is ready for them is its {@linkplain RpcServer#health health}. */
  SERVING,
  /** It shuts down: started calls may finish, and others are rejected. */
  DRAINING,
  /** It was shut down, and nothing of it is left. */
  CLOSED,
  /** It has ended by a failure of its own, which was logged. The process has to be restarted. */
  FAILED
}
