package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.stub.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Old}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class OldMethods {
  static final String SERVICE = "com.acme.Old";

  static final MethodDescriptor<Integer> WORSE = MethodDescriptor.unary(
      SERVICE, "worse", 1, Codecs.INT.nonNull());

  static final MethodDescriptor<Integer> WORST = MethodDescriptor.unary(
      SERVICE, "worst", 1, Codecs.INT.nonNull());

  static final MethodDescriptor<Data> BETTER = MethodDescriptor.unary(
      SERVICE, "better", 1, OldCodecs.DATA);

  private OldMethods() {
  }
}
