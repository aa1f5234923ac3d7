package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.stub.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Obscured}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class ObscuredMethods {
  static final String SERVICE = "com.acme.Obscured";

  static final MethodDescriptor<Obscured.Hidden> CLASSES = MethodDescriptor.unary(
      SERVICE, "classes", 5, ObscuredCodecs.HIDDEN);

  static final MethodDescriptor<String> PACKAGES = MethodDescriptor.streaming(
      SERVICE, "packages", 5, Codecs.STRING)
      .throwing(ObscuredCodecs.EXCEPTION);

  static final MethodDescriptor<Obscured.Codecs> RUNTIME = MethodDescriptor.unary(
      SERVICE, "runtime", 6, ObscuredCodecs.CODECS);

  static final MethodDescriptor<OS> SYSTEM = MethodDescriptor.unary(
      SERVICE, "system", 1, ObscuredCodecs.OS_);

  private ObscuredMethods() {
  }
}
