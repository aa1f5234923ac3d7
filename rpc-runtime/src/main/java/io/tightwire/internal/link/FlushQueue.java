package io.tightwire.internal.link;

import java.util.ArrayDeque;

/**
 * The connections that have something to send, and those whose loss was not reported to the agent
 * yet. Confined to the loop thread.
 */
final class FlushQueue {

  private final ArrayDeque<Connection> toFlush = new ArrayDeque<>();
  private final ArrayDeque<Connection> disconnected = new ArrayDeque<>();
  private boolean refused;

  /** Adds a connection that has something to send. */
  void add(Connection connection) {
    toFlush.add(connection);
  }

  /** Adds a connection that was lost or dropped. */
  void addDisconnected(Connection connection) {
    disconnected.add(connection);
  }

  /** Sends what the transports take; returns the number of messages that were sent. */
  int flush() {
    int sent = 0;
    refused = false;
    for (int i = toFlush.size(); i > 0; i--) {
      Connection connection = toFlush.remove();
      sent += connection.tryFlush();
      if (connection.isFlushed()) {
        connection.onFlushed();
      } else {
        toFlush.add(connection);
        refused |= connection.isRefused();
      }
    }
    return sent;
  }

  boolean isFlushed() {
    return toFlush.isEmpty();
  }

  /** Returns whether a transport refused a message, so that the loop must try again. */
  boolean hasRefused() {
    return refused;
  }

  /** Tells the agent of each connection that is gone; returns their number. */
  int notifyDisconnected(long now) {
    int notified = 0;
    for (Connection gone; (gone = disconnected.poll()) != null; notified++) {
      gone.notifyDisconnected(now);
    }
    return notified;
  }
}
