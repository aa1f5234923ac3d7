package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Both}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class BothMethods {
  static final String SERVICE = "com.acme.Both";

  static final MethodDescriptor<List<String>> NAMES = MethodDescriptor.unary(
      SERVICE, "names", 0, BothCodecs.LIST_OF_STRING)
      .withFingerprint("6d0335f24fffba37");

  static final MethodDescriptor<Integer> SIZE = MethodDescriptor.unary(
      SERVICE, "size", 0, Codecs.INT.nonNull())
      .withFingerprint("23d960861f961792");

  static final MethodDescriptor<String> FIRST = MethodDescriptor.unary(
      SERVICE, "first", 1, Codecs.STRING)
      .withFingerprint("fe7abbe1f23c960a");

  static final MethodDescriptor<Void> TOUCH = MethodDescriptor.unary(
      SERVICE, "touch", 0, Codecs.VOID)
      .withFingerprint("a627d73854067302");

  private BothMethods() {
  }
}
