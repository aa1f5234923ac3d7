package com.acme;

import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Outer.Inner.Holder.Deepest}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class Outer_Inner_Holder_DeepestMethods {
  static final String SERVICE = "com.acme.Outer.Inner.Holder.Deepest";

  static final MethodDescriptor<int[]> NUMBERS = MethodDescriptor.unary(
      SERVICE, "numbers", 1, Outer_Inner_Holder_DeepestCodecs.ARRAY_OF_INT)
      .withFingerprint("88301c2456826041");

  private Outer_Inner_Holder_DeepestMethods() {
  }
}
