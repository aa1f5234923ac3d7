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

  static final MethodDescriptor<String> HIDDEN = MethodDescriptor.unary(
      SERVICE, "hidden", 2, Codecs.STRING)
      .withFingerprint("5b5a775a1c49039f");

  static final MethodDescriptor<String> DECLARED = MethodDescriptor.unary(
      SERVICE, "declared", 1, Codecs.STRING)
      .withFingerprint("23d77a30b335edc7");

  static final MethodDescriptor<@Nullable String> NAME = MethodDescriptor.unary(
      SERVICE, "name", 1, Codecs.STRING)
      .withFingerprint("078af37a469ef0a8");

  static final MethodDescriptor<@Nullable String[]> NAMES = MethodDescriptor.unary(
      SERVICE, "names", 2, BothCodecs.ARRAY_OF_STRING)
      .withFingerprint("624c61d86c42c92e");

  static final MethodDescriptor<@Nullable String @Nullable []> BOTH = MethodDescriptor.unary(
      SERVICE, "both", 1, BothCodecs.ARRAY_OF_STRING)
      .withFingerprint("c7cdef33eb27faff");

  static final MethodDescriptor<@Nullable List<@Nullable String[]>> LIST = MethodDescriptor.unary(
      SERVICE, "list", 1, BothCodecs.LIST_OF_ARRAY_OF_STRING)
      .withFingerprint("c28c5051ea8fc813");

  static final MethodDescriptor<Void> TAKE = MethodDescriptor.unary(
      SERVICE, "take", 1, Codecs.VOID)
      .withFingerprint("e03a3043dc996c81");

  private BothMethods() {
  }
}
