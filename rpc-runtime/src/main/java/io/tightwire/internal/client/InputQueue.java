package io.tightwire.internal.client;

import io.tightwire.internal.stream.ItemBytes;
import java.util.ArrayDeque;

/**
 * The calls that have items to send over one connection. While the peer is writable, the items go
 * on immediately; while it applies backpressure, they wait in their own bounded streams. Streams
 * take turns. Confined to the loop thread.
 */
final class InputQueue {

  private final ServerConnection connection;
  private final ItemBytes memory;
  private final ArrayDeque<InputSender> senders = new ArrayDeque<>();

  /** Whether {@link InputQueues} flushes it at the end of each pass. */
  boolean isHeld;

  /**
   * Creates an empty queue.
   *
   * @param memory counts the items that are encoded and not sent
   */
  InputQueue(ServerConnection connection, ItemBytes memory) {
    this.connection = connection;
    this.memory = memory;
  }

  ItemBytes memory() {
    return memory;
  }

  boolean isEmpty() {
    return senders.isEmpty();
  }

  /** Adds a call that has items, or their end, to send. */
  void add(InputSender sender) {
    if (!sender.isQueued) {
      sender.isQueued = true;
      senders.add(sender);
    }
  }

  /** Removes a call that has ended, whether or not its peer will ever be writable again. */
  void remove(InputSender sender) {
    if (sender.isQueued) {
      sender.isQueued = false;
      senders.remove(sender);
    }
  }

  /** Sends as much as the peer takes now. */
  void flush() {
    while (!senders.isEmpty() && connection.isWritable()) {
      InputSender sender = senders.remove();
      sender.isQueued = false;
      if (sender.sendRun(connection)) {
        add(sender);
      }
    }
  }
}
