package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.stub.MethodDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Shop}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class ShopMethods {
  static final String SERVICE = "shop";

  static final MethodDescriptor<Shop.Order> ORDER = MethodDescriptor.unary(
      SERVICE, "order", 3, ShopCodecs.ORDER);

  static final MethodDescriptor<Map<String, List<Shop.Order>>> ORDERS_BY_CUSTOMER = MethodDescriptor.unary(
      SERVICE, "ordersByCustomer", 0, ShopCodecs.MAP_OF_STRING_TO_LIST_OF_ORDER);

  static final MethodDescriptor<Optional<Shop.Order>> FIND = MethodDescriptor.unary(
      SERVICE, "find", 1, ShopCodecs.OPTIONAL_OF_ORDER);

  static final MethodDescriptor<Void> SHIP = MethodDescriptor.unary(
      SERVICE, "ship", 1, Codecs.VOID);

  static final MethodDescriptor<Shop.Order> ALL = MethodDescriptor.streaming(
      SERVICE, "all", 1, ShopCodecs.ORDER);

  static final MethodDescriptor<Optional<Shop.State>> STATE = MethodDescriptor.unary(
      SERVICE, "state", 1, ShopCodecs.OPTIONAL_OF_STATE);

  static final MethodDescriptor<List<Shop.State>> STATES = MethodDescriptor.unary(
      SERVICE, "states", 0, ShopCodecs.LIST_OF_STATE);

  static final MethodDescriptor<Shop.Empty> EMPTY = MethodDescriptor.unary(
      SERVICE, "empty", 1, ShopCodecs.EMPTY);

  private ShopMethods() {
  }
}
