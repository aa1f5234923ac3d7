package com.acme;

import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Made}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class MadeMethods {
  static final String SERVICE = "com.acme.Made";

  static final MethodDescriptor<Made.Money> TWICE = MethodDescriptor.unary(
      SERVICE, "twice", 1, MadeCodecs.MONEY)
      .withFingerprint("ad3f984cfdddd617");

  private MadeMethods() {
  }
}
