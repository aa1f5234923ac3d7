package io.tightwire.internal.server;

/**
 * A command of another thread to the server's state machine. Applied on the loop thread.
 *
 * <p>Confined to the loop thread.
 */
@FunctionalInterface
public interface ServerCommand {

  /** Applies the command. Called by the loop thread. */
  void apply(ServerCore core, long now);
}
