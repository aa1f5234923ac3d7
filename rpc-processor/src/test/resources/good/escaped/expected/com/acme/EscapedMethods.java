package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Escaped}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class EscapedMethods {
  static final String SERVICE = "com.acme.gr\u00f6\u00dfen";

  static final MethodDescriptor<Double> L\u00c4NGE = MethodDescriptor.unary(
      SERVICE, "l\u00e4nge \ud83d\ude00 \\\u00e4 \\u00e4", 1, Codecs.DOUBLE.nonNull())
      .withFingerprint("a5bdc6c5bd3b6033")
      .onLane("gro\u00df");

  static final MethodDescriptor<Escaped.Kind> KIND = MethodDescriptor.unary(
      SERVICE, "kind", 0, EscapedCodecs.KIND)
      .withFingerprint("f550aa289a727c4a");

  private EscapedMethods() {
  }
}
