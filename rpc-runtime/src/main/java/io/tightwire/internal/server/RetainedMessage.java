package io.tightwire.internal.server;

import io.tightwire.internal.flow.ByteBudget;

/**
 * The bytes of one message. They are kept as long as one of the calls is open that came in it,
 * however small that call is. Confined to the loop thread.
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

  /** Whether one more of its calls may be opened. */
  boolean mayBeRetained() {
    return calls > 0 || (client.hasRoom(bytes) && all.hasRoom(bytes));
  }

  /** One of its calls is open. */
  void retain() {
    if (calls++ == 0) {
      client.acquire(bytes);
      all.acquire(bytes);
    }
  }

  /** One of its calls is open no more. */
  void release() {
    if (--calls == 0) {
      client.release(bytes);
      all.release(bytes);
    }
  }
}
