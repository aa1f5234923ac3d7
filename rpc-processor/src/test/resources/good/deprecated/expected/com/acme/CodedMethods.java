package com.acme;

import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Coded}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class CodedMethods {
  static final String SERVICE = "com.acme.Coded";

  static final MethodDescriptor<Coded.Money> TWICE = MethodDescriptor.unary(
      SERVICE, "twice", 1, CodedCodecs.MONEY)
      .withFingerprint("5ea155d3c274deb3");

  private CodedMethods() {
  }
}
