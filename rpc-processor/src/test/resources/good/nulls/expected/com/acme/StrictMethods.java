package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The methods of {@link Strict}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class StrictMethods {
  static final String SERVICE = "com.acme.Strict";

  static final MethodDescriptor<String> BOTH = MethodDescriptor.unary(
      SERVICE, "both", 2, Codecs.STRING.nonNull())
      .withFingerprint("e1f88761f5ace132");

  static final MethodDescriptor<@Nullable String> MAYBE = MethodDescriptor.unary(
      SERVICE, "maybe", 3, Codecs.STRING)
      .withFingerprint("9487d2fbb284f207");

  static final MethodDescriptor<List<String>> STRICT_ALL = MethodDescriptor.unary(
      SERVICE, "strictAll", 1, StrictCodecs.LIST_OF_STRING_.nonNull())
      .withFingerprint("5d698a0ff8e2128e");

  static final MethodDescriptor<@Nullable List<Strict.Person>> LAX_LIST = MethodDescriptor.unary(
      SERVICE, "laxList", 1, StrictCodecs.LIST_OF_PERSON)
      .withFingerprint("cf9bb1caefa4f6c8");

  static final MethodDescriptor<String[]> ARRAY = MethodDescriptor.unary(
      SERVICE, "array", 3, StrictCodecs.ARRAY_OF_STRING.nonNull())
      .withFingerprint("ebb212f0413b0c41");

  static final MethodDescriptor<Strict.Box<String>> BOX = MethodDescriptor.unary(
      SERVICE, "box", 1, StrictCodecs.BOX_OF_STRING.nonNull())
      .withFingerprint("cd6e23d7cfd95fad");

  static final MethodDescriptor<Strict.Lax> LAX = MethodDescriptor.unary(
      SERVICE, "lax", 1, StrictCodecs.LAX.nonNull())
      .withFingerprint("a699ea9e30e40ba9");

  static final MethodDescriptor<Strict.Color> COLOR = MethodDescriptor.unary(
      SERVICE, "color", 1, StrictCodecs.COLOR.nonNull())
      .withFingerprint("d35f150e1662e071");

  private StrictMethods() {
  }
}
