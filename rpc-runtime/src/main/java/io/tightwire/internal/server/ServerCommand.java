package io.tightwire.internal.server;

/** What other threads ask of the server's state machine. */
@FunctionalInterface
public interface ServerCommand {

  /** Does it. Called by the loop thread. */
  void apply(ServerCore core, long now);
}
