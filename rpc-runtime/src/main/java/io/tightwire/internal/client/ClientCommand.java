package io.tightwire.internal.client;

/** What other threads ask of the client's state machine. */
@FunctionalInterface
public interface ClientCommand {

  /** Does it. Called by the loop thread. */
  void apply(ClientCore core, long now);
}
