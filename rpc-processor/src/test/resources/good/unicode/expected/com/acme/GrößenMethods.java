package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Gr\u00f6\u00dfen}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class Gr\u00f6\u00dfenMethods {
  static final String SERVICE = "com.acme.Gr\u00f6\u00dfen";

  static final MethodDescriptor<Double> FL\u00c4CHE = MethodDescriptor.unary(
      SERVICE, "fl\u00e4che", 2, Codecs.DOUBLE.nonNull())
      .withFingerprint("88054d335ad7eb2e");

  static final MethodDescriptor<Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe> GR\u00d6SSE = MethodDescriptor.unary(
      SERVICE, "gr\u00f6\u00dfe", 2, Gr\u00f6\u00dfenCodecs.\u00dcBERGR\u00d6SSE)
      .withFingerprint("e8b36779b65cfb49");

  private Gr\u00f6\u00dfenMethods() {
  }
}
