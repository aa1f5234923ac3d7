package io.tightwire.internal.server;

/**
 * The bytes of one message. They are kept as long as one of the calls is open that came in it,
 * however small that call is. Confined to the loop thread.
 */
final class Cargo {

  private final int bytes;
  private final Budget client;
  private final Budget all;
  private int calls;

  Cargo(int bytes, Budget client, Budget all) {
    this.bytes = bytes;
    this.client = client;
    this.all = all;
  }

  /** Whether one more of its calls may be opened. */
  boolean mayBeKept() {
    return calls > 0 || (client.hasRoom(bytes) && all.hasRoom(bytes));
  }

  /** One of its calls is open. */
  void keep() {
    if (calls++ == 0) {
      client.take(bytes);
      all.take(bytes);
    }
  }

  /** One of its calls is open no more. */
  void letGo() {
    if (--calls == 0) {
      client.give(bytes);
      all.give(bytes);
    }
  }
}
