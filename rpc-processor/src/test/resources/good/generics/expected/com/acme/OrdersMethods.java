package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
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
      SERVICE, "get", 1, OrdersCodecs.ORDER)
      .withFingerprint("819a6ba45c164e9c");

  static final MethodDescriptor<List<Orders.Order>> ALL = MethodDescriptor.unary(
      SERVICE, "all", 0, OrdersCodecs.LIST_OF_ORDER)
      .withFingerprint("2428d4923f5fe913");

  static final MethodDescriptor<Long> COUNT = MethodDescriptor.unary(
      SERVICE, "count", 0, Codecs.LONG.nonNull())
      .withFingerprint("12e5b8cf5c230c2e");

  static final MethodDescriptor<Void> PUT = MethodDescriptor.unary(
      SERVICE, "put", 2, Codecs.VOID)
      .withFingerprint("c67ace02f34fa2cf");

  static final MethodDescriptor<Orders.Order> GET_LATER = MethodDescriptor.unary(
      SERVICE, "getLater", 1, OrdersCodecs.ORDER)
      .withFingerprint("eaeae932a7d7cd02");

  static final MethodDescriptor<Orders.Order> GET_OR_ELSE = MethodDescriptor.unary(
      SERVICE, "getOrElse", 2, OrdersCodecs.ORDER)
      .withFingerprint("e62d09a19b86ffcc");

  static final MethodDescriptor<Orders.Page<Orders.Order>> PAGE = MethodDescriptor.unary(
      SERVICE, "page", 1, OrdersCodecs.PAGE_OF_ORDER)
      .withFingerprint("e0c1219ec508b7da");

  static final MethodDescriptor<Orders.Pair<Orders.Page<Orders.Order>, List<int[]>>> PAIR = MethodDescriptor.unary(
      SERVICE, "pair", 1, OrdersCodecs.PAIR_OF_PAGE_OF_ORDER_AND_LIST_OF_ARRAY_OF_INT)
      .withFingerprint("836ea7d7a85e9e60");

  static final MethodDescriptor<Map<String, Orders.Page<Orders.Page<Orders.Order>>>> NESTED = MethodDescriptor.unary(
      SERVICE, "nested", 0, OrdersCodecs.MAP_OF_STRING_TO_PAGE_OF_PAGE_OF_ORDER)
      .withFingerprint("a371a7223d54ed5d");

  private OrdersMethods() {
  }
}
