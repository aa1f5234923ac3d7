package com.acme.neighbours;

import io.tightwire.RpcChannel;
import io.tightwire.annotation.RpcService;
import java.util.List;

/** Compiles only if our processor runs. */
@RpcService
public interface Shelf {

  record Item(String name, int count) {}

  List<Item> take(Item item);

  /** Uses generated code. */
  static List<Item> takeOne(RpcChannel channel) {
    return new ShelfStub(channel).take(new Item("one", 1)).remote();
  }
}
