package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Old}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class OldMethods {
  static final String SERVICE = "com.acme.Old";

  static final MethodDescriptor<Integer> WORSE = MethodDescriptor.unary(
      SERVICE, "worse", 1, Codecs.INT.nonNull())
      .withFingerprint("b1400aeeb8cf802e");

  static final MethodDescriptor<Integer> WORST = MethodDescriptor.unary(
      SERVICE, "worst", 1, Codecs.INT.nonNull())
      .withFingerprint("67cfea3fc6d66709");

  static final MethodDescriptor<Data> BETTER = MethodDescriptor.unary(
      SERVICE, "better", 1, OldCodecs.DATA)
      .withFingerprint("5d125ced7ceb8855");

  private OldMethods() {
  }
}
