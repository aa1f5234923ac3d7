package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
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
      SERVICE, "order", 3, ShopCodecs.ORDER)
      .withFingerprint("419fbd1d5a48ee18");

  static final MethodDescriptor<Map<String, List<Shop.Order>>> ORDERS_BY_CUSTOMER = MethodDescriptor.unary(
      SERVICE, "ordersByCustomer", 0, ShopCodecs.MAP_OF_STRING_TO_LIST_OF_ORDER)
      .withFingerprint("859117620a79acac");

  static final MethodDescriptor<Optional<Shop.Order>> FIND = MethodDescriptor.unary(
      SERVICE, "find", 1, ShopCodecs.OPTIONAL_OF_ORDER)
      .withFingerprint("db75ae6de013fe8d");

  static final MethodDescriptor<Void> SHIP = MethodDescriptor.unary(
      SERVICE, "ship", 1, Codecs.VOID)
      .withFingerprint("0fa481766ee4f322");

  static final MethodDescriptor<Shop.Order> ALL = MethodDescriptor.streaming(
      SERVICE, "all", 1, ShopCodecs.ORDER)
      .withFingerprint("f437319523f1f06a");

  static final MethodDescriptor<Optional<Shop.State>> STATE = MethodDescriptor.unary(
      SERVICE, "state", 1, ShopCodecs.OPTIONAL_OF_STATE)
      .withFingerprint("9e2d6f0a36f7630a");

  static final MethodDescriptor<List<Shop.State>> STATES = MethodDescriptor.unary(
      SERVICE, "states", 0, ShopCodecs.LIST_OF_STATE)
      .withFingerprint("44fe17cf861519a0");

  static final MethodDescriptor<Shop.Empty> EMPTY = MethodDescriptor.unary(
      SERVICE, "empty", 1, ShopCodecs.EMPTY)
      .withFingerprint("da510e54053e1907");

  private ShopMethods() {
  }
}
