package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Map;

@RpcService
public interface Orders extends Crud<Orders.Order, Long> {

  Page<Order> page(Page<String> filter);

  Pair<Page<Order>, List<int[]>> pair(Pair<Integer, Order> pair);

  Map<String, Page<Page<Order>>> nested();

  record Order(long number) {}

  record Page<T>(List<T> items, T first, int total) {}

  record Pair<A, B>(A left, B right) {}
}
