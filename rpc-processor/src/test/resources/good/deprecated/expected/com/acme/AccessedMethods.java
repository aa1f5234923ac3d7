package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Accessed}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class AccessedMethods {
  static final String SERVICE = "com.acme.Accessed";

  static final MethodDescriptor<Void> WORK = MethodDescriptor.unary(
      SERVICE, "work", 0, Codecs.VOID)
      .withFingerprint("972081ca1de24279")
      .throwing(AccessedCodecs.LATE);

  private AccessedMethods() {
  }
}
