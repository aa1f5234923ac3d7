package io.tightwire.internal.server;

import io.tightwire.internal.flow.ByteBudget;

/**
 * Counts the bytes of one message by reference: they are kept as long as one of the calls is open
 * that came in it, however small that call is. Confined to the loop thread.
 */
final class RetainedMessage {

  private final int bytes;
  private final ByteBudget client;
  private final ByteBudget all;
  private int calls;

  RetainedMessage(int bytes, ByteBudget client, ByteBudget all) {
    this.bytes = bytes;
    this.client = client;
    this.all = all;
  }

  /** Returns whether another of its calls may be opened. */
  boolean mayBeRetained() {
    return calls > 0 || (client.hasRoom(bytes) && all.hasRoom(bytes));
  }

  /** Counts a call that was opened. */
  void retain() {
    if (calls++ == 0) {
      client.acquire(bytes);
      all.acquire(bytes);
    }
  }

  /** Stops counting a call that was closed. */
  void release() {
    if (--calls == 0) {
      client.release(bytes);
      all.release(bytes);
    }
  }
}
