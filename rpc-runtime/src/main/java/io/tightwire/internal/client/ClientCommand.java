package io.tightwire.internal.client;

/**
 * A command of another thread to the client's state machine. Applied on the loop thread.
 *
 * <p>Confined to the loop thread.
 */
@FunctionalInterface
public interface ClientCommand {

  /** Applies the command. Called by the loop thread. */
  void apply(ClientCore core, long now);
}
