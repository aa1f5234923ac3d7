package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Varargs}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class VarargsMethods {
  static final String SERVICE = "com.acme.Varargs";

  static final MethodDescriptor<Void> PUT = MethodDescriptor.unary(
      SERVICE, "put", 1, Codecs.VOID)
      .withFingerprint("4819f2c305a7dcf0");

  static final MethodDescriptor<String> JOIN = MethodDescriptor.unary(
      SERVICE, "join", 2, Codecs.STRING)
      .withFingerprint("85fe2460b8d16dbf");

  static final MethodDescriptor<Varargs.Box<String>> BOXES = MethodDescriptor.streaming(
      SERVICE, "boxes", 1, VarargsCodecs.BOX_OF_STRING)
      .withFingerprint("6205a3c2ecbdb41a");

  static final MethodDescriptor<List<List<Varargs.Number2>>> BOUNDED = MethodDescriptor.unary(
      SERVICE, "bounded", 1, VarargsCodecs.LIST_OF_LIST_OF_NUMBER2)
      .withFingerprint("d400376edfd7f4f4");

  static final MethodDescriptor<Varargs.Filled> FILLED = MethodDescriptor.unary(
      SERVICE, "filled", 1, VarargsCodecs.FILLED)
      .withFingerprint("98acbf5e1dddbee1")
      .throwing(VarargsCodecs.BROKEN);

  private VarargsMethods() {
  }
}
