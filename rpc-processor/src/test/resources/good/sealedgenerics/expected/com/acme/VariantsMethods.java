package com.acme;

import io.tightwire.generated.MethodDescriptor;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Variants}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class VariantsMethods {
  static final String SERVICE = "com.acme.Variants";

  static final MethodDescriptor<Variants.Result<List<String>>> NESTED = MethodDescriptor.unary(
      SERVICE, "nested", 1, VariantsCodecs.RESULT_OF_LIST_OF_STRING)
      .withFingerprint("bff57846ea36463c");

  static final MethodDescriptor<Variants.Result<String[]>> ARRAYS = MethodDescriptor.unary(
      SERVICE, "arrays", 0, VariantsCodecs.RESULT_OF_ARRAY_OF_STRING)
      .withFingerprint("736a53f9d708b255");

  static final MethodDescriptor<Variants.Result<Integer>> NUMBER = MethodDescriptor.unary(
      SERVICE, "number", 0, VariantsCodecs.RESULT_OF_INTEGER)
      .withFingerprint("367659ea9d19a78a");

  static final MethodDescriptor<Variants.Result<List<List<Long>>>> DEEP = MethodDescriptor.unary(
      SERVICE, "deep", 0, VariantsCodecs.RESULT_OF_LIST_OF_LIST_OF_LONG)
      .withFingerprint("5135e0d6321e0edb");

  static final MethodDescriptor<Variants.Both<String, String>> BOTH = MethodDescriptor.unary(
      SERVICE, "both", 0, VariantsCodecs.BOTH_OF_STRING_AND_STRING)
      .withFingerprint("dabb2db486b321d3");

  static final MethodDescriptor<Variants.Both<Long, String>> DIFFERENT = MethodDescriptor.unary(
      SERVICE, "different", 0, VariantsCodecs.BOTH_OF_LONG_AND_STRING)
      .withFingerprint("33118c65c2316948");

  private VariantsMethods() {
  }
}
