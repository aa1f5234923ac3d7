package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Annotated}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class AnnotatedMethods {
  static final String SERVICE = "com.acme.Annotated";

  static final MethodDescriptor<String> FIND = MethodDescriptor.unary(
      SERVICE, "find", 1, Codecs.STRING)
      .withFingerprint("e5fa7c02d0dd40e5");

  static final MethodDescriptor<Void> STORE = MethodDescriptor.unary(
      SERVICE, "store", 1, Codecs.VOID)
      .withFingerprint("e3ffe1842075d293");

  private AnnotatedMethods() {
  }
}
