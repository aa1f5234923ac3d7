package com.acme.shop;

import com.acme.parts.Item;
import com.acme.parts.Part;
import com.acme.parts.Size;
import io.tightwire.generated.MethodDescriptor;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Store}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class StoreMethods {
  static final String SERVICE = "com.acme.shop.Store";

  static final MethodDescriptor<Item> FIND = MethodDescriptor.unary(
      SERVICE, "find", 1, StoreCodecs.ITEM)
      .withFingerprint("b3e477b99706a511")
      .throwing(StoreCodecs.OUTAGE);

  static final MethodDescriptor<Store.Item> ITEM = MethodDescriptor.unary(
      SERVICE, "item", 2, StoreCodecs.ITEM_)
      .withFingerprint("a04219a5ab420f02");

  static final MethodDescriptor<Map<Size, List<Part>>> PARTS = MethodDescriptor.unary(
      SERVICE, "parts", 1, StoreCodecs.MAP_OF_SIZE_TO_LIST_OF_PART)
      .withFingerprint("f6d12fc573bfb5bc");

  private StoreMethods() {
  }
}
