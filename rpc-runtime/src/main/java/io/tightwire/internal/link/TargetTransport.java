package io.tightwire.internal.link;

/** A client's connection to one server. Confined to the loop thread. */
public interface TargetTransport extends Transport {

  @Override
  void open();

  /** Connects no more: the connection that there is, or is being made, is the last one. */
  void retire();

  /** Returns whether it is retired and has no connection. */
  boolean isOver();

  /**
   * Retires, and returns the transport that connects to the same server after the delay that
   * follows a loss. It is to be opened.
   */
  TargetTransport succeed(long now);
}
