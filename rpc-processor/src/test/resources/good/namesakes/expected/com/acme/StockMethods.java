package com.acme;

import com.acme.parts.Item;
import io.tightwire.generated.MethodDescriptor;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Stock}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class StockMethods {
  static final String SERVICE = "com.acme.Stock";

  static final MethodDescriptor<Item.Kind> KIND = MethodDescriptor.unary(
      SERVICE, "kind", 2, StockCodecs.KIND)
      .withFingerprint("881c075fed0c642a")
      .throwing(StockCodecs.BROKEN);

  static final MethodDescriptor<List<Item.Part>> PARTS = MethodDescriptor.unary(
      SERVICE, "parts", 1, StockCodecs.LIST_OF_PART)
      .withFingerprint("c03e68c3b62621ea");

  static final MethodDescriptor<Part.Side> SIDE = MethodDescriptor.unary(
      SERVICE, "side", 2, StockCodecs.SIDE)
      .withFingerprint("33b5f2445d247390");

  static final MethodDescriptor<Part> ALL = MethodDescriptor.streaming(
      SERVICE, "all", 0, StockCodecs.PART_)
      .withFingerprint("77b892296ee03e79");

  private StockMethods() {
  }
}
