package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Obscured}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class ObscuredMethods {
  static final String SERVICE = "com.acme.Obscured";

  static final MethodDescriptor<Obscured.Hidden> CLASSES = MethodDescriptor.unary(
      SERVICE, "classes", 5, ObscuredCodecs.HIDDEN)
      .withFingerprint("01c7cafcf8516ebd");

  static final MethodDescriptor<String> PACKAGES = MethodDescriptor.streaming(
      SERVICE, "packages", 5, Codecs.STRING)
      .withFingerprint("48fcf0b97dbaba1f")
      .throwing(ObscuredCodecs.EXCEPTION);

  static final MethodDescriptor<Obscured.Codecs> RUNTIME = MethodDescriptor.unary(
      SERVICE, "runtime", 6, ObscuredCodecs.CODECS)
      .withFingerprint("a75d6609014bf688");

  static final MethodDescriptor<OS> SYSTEM = MethodDescriptor.unary(
      SERVICE, "system", 1, ObscuredCodecs.OS_)
      .withFingerprint("9096190738614fae");

  private ObscuredMethods() {
  }
}
