package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.stub.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Größen}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class GrößenMethods {
  static final String SERVICE = "com.acme.Größen";

  static final MethodDescriptor<Double> FLÄCHE = MethodDescriptor.unary(
      SERVICE, "fläche", 2, Codecs.DOUBLE.nonNull())
      .withFingerprint("88054d335ad7eb2e");

  static final MethodDescriptor<Größen.Übergröße> GRÖSSE = MethodDescriptor.unary(
      SERVICE, "größe", 2, GrößenCodecs.ÜBERGRÖSSE)
      .withFingerprint("e8b36779b65cfb49");

  private GrößenMethods() {
  }
}
