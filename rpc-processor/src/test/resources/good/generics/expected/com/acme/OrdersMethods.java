package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.stub.MethodDescriptor;
import java.lang.Long;
import java.lang.String;
import java.lang.Void;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Orders}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class OrdersMethods {
  static final String SERVICE = "com.acme.Orders";

  static final MethodDescriptor<Orders.Order> GET = MethodDescriptor.unary(
      SERVICE, "get", 1, OrdersCodecs.ORDER);

  static final MethodDescriptor<List<Orders.Order>> ALL = MethodDescriptor.unary(
      SERVICE, "all", 0, OrdersCodecs.LIST_OF_ORDER);

  static final MethodDescriptor<Long> COUNT = MethodDescriptor.unary(
      SERVICE, "count", 0, Codecs.LONG.nonNull());

  static final MethodDescriptor<Void> PUT = MethodDescriptor.unary(
      SERVICE, "put", 2, Codecs.VOID);

  static final MethodDescriptor<Orders.Order> GET_LATER = MethodDescriptor.unary(
      SERVICE, "getLater", 1, OrdersCodecs.ORDER);

  static final MethodDescriptor<Orders.Order> GET_OR_ELSE = MethodDescriptor.unary(
      SERVICE, "getOrElse", 2, OrdersCodecs.ORDER);

  static final MethodDescriptor<Orders.Page<Orders.Order>> PAGE = MethodDescriptor.unary(
      SERVICE, "page", 1, OrdersCodecs.PAGE_OF_ORDER);

  static final MethodDescriptor<Orders.Pair<Orders.Page<Orders.Order>, List<int[]>>> PAIR = MethodDescriptor.unary(
      SERVICE, "pair", 1, OrdersCodecs.PAIR_OF_PAGE_OF_ORDER_AND_LIST_OF_ARRAY_OF_INT);

  static final MethodDescriptor<Map<String, Orders.Page<Orders.Page<Orders.Order>>>> NESTED = MethodDescriptor.unary(
      SERVICE, "nested", 0, OrdersCodecs.MAP_OF_STRING_TO_PAGE_OF_PAGE_OF_ORDER);

  private OrdersMethods() {
  }
}
