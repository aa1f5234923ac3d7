package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Shadowed}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class ShadowedMethods {
  static final java.lang.String SERVICE = "com.acme.Shadowed";

  static final MethodDescriptor<String> TEXT = MethodDescriptor.unary(
      SERVICE, "text", 2, ShadowedCodecs.STRING)
      .withFingerprint("22dd6c36a307e055");

  static final MethodDescriptor<java.util.List<List>> LISTS = MethodDescriptor.unary(
      SERVICE, "lists", 2, ShadowedCodecs.LIST_OF_LIST)
      .withFingerprint("11620b94367f97b7");

  static final MethodDescriptor<Integer> NUMBER = MethodDescriptor.unary(
      SERVICE, "number", 3, ShadowedCodecs.INTEGER)
      .withFingerprint("111cde92fe88dafb");

  static final MethodDescriptor<Object> OBJECT = MethodDescriptor.unary(
      SERVICE, "object", 3, ShadowedCodecs.OBJECT)
      .withFingerprint("e5e6eec17195538e");

  static final MethodDescriptor<java.util.Optional<Optional>> OPTIONAL = MethodDescriptor.unary(
      SERVICE, "optional", 0, ShadowedCodecs.OPTIONAL_OF_OPTIONAL)
      .withFingerprint("a686e14fc96a3da7");

  static final MethodDescriptor<java.lang.String> STREAM = MethodDescriptor.streaming(
      SERVICE, "stream", 0, Codecs.STRING)
      .withFingerprint("d03868ce3f9d2589")
      .throwing(ShadowedCodecs.EXCEPTION);

  private ShadowedMethods() {
  }
}
