package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Outer.Inner}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class Outer_InnerMethods {
  static final String SERVICE = "com.acme.Outer.Inner";

  static final MethodDescriptor<Outer.Data> DATA = MethodDescriptor.unary(
      SERVICE, "data", 1, Outer_InnerCodecs.DATA)
      .withFingerprint("c2fe4cdee761ca91");

  static final MethodDescriptor<Void> LOG = MethodDescriptor.unary(
      SERVICE, "log", 2, Codecs.VOID)
      .withFingerprint("d672d484bc4ba796");

  private Outer_InnerMethods() {
  }
}
