package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Parts}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class PartsMethods {
  static final String SERVICE = "com.acme.Parts";

  static final MethodDescriptor<Integer> COUNT = MethodDescriptor.unary(
      SERVICE, "count", 1, Codecs.INT.nonNull())
      .withFingerprint("970f023f40f08349");

  private PartsMethods() {
  }
}
