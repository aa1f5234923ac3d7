package com.acme.neighbours;

import io.tightwire.RpcChannel;
import io.tightwire.annotation.RpcService;
import java.util.List;

/** Waits for what the other processor generates, and is called with it. */
@RpcService
public interface Warehouse {

  List<ItemRecord> take(Order order);

  /** Code that needs what both have generated. */
  static List<ItemRecord> takeAll(RpcChannel channel) {
    Order order = OrderBuilder.builder().names(List.of("all")).urgent(true).build();
    return new WarehouseStub(channel).take(order).remote();
  }
}
