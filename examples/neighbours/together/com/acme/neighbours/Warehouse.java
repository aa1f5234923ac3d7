package com.acme.neighbours;

import io.tightwire.RpcChannel;
import io.tightwire.annotation.RpcService;
import java.util.List;

/** A service that mentions types which the other processor generates. */
@RpcService
public interface Warehouse {

  List<ItemRecord> take(Order order);

  /** Uses the code that both processors generate. */
  static List<ItemRecord> takeAll(RpcChannel channel) {
    Order order = OrderBuilder.builder().names(List.of("all")).urgent(true).build();
    return new WarehouseStub(channel).take(order).remote();
  }
}
