package com.acme;

import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Structured}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class StructuredMethods {
  static final String SERVICE = "com.acme.Structured";

  static final MethodDescriptor<Structured.All> ALL = MethodDescriptor.unary(
      SERVICE, "all", 1, StructuredCodecs.ALL)
      .withFingerprint("9e0e601fb67f5f25");

  private StructuredMethods() {
  }
}
