package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Ancient}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class AncientMethods {
  static final String SERVICE = "com.acme.Ancient";

  static final MethodDescriptor<Void> WORK = MethodDescriptor.unary(
      SERVICE, "work", 0, Codecs.VOID)
      .withFingerprint("c865a4847e12b1c9");

  private AncientMethods() {
  }
}
