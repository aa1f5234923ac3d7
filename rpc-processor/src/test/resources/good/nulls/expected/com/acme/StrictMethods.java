package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.stub.MethodDescriptor;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * The methods of {@link Strict}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class StrictMethods {
  static final String SERVICE = "com.acme.Strict";

  static final MethodDescriptor<String> BOTH = MethodDescriptor.unary(
      SERVICE, "both", 2, Codecs.STRING.nonNull());

  static final MethodDescriptor<String> MAYBE = MethodDescriptor.unary(
      SERVICE, "maybe", 3, Codecs.STRING);

  static final MethodDescriptor<List<String>> STRICT_ALL = MethodDescriptor.unary(
      SERVICE, "strictAll", 1, StrictCodecs.LIST_OF_STRING_.nonNull());

  static final MethodDescriptor<List<Strict.Person>> LAX_LIST = MethodDescriptor.unary(
      SERVICE, "laxList", 1, StrictCodecs.LIST_OF_PERSON);

  static final MethodDescriptor<String[]> ARRAY = MethodDescriptor.unary(
      SERVICE, "array", 3, StrictCodecs.ARRAY_OF_STRING.nonNull());

  static final MethodDescriptor<Strict.Box<String>> BOX = MethodDescriptor.unary(
      SERVICE, "box", 1, StrictCodecs.BOX_OF_STRING.nonNull());

  static final MethodDescriptor<Strict.Lax> LAX = MethodDescriptor.unary(
      SERVICE, "lax", 1, StrictCodecs.LAX.nonNull());

  static final MethodDescriptor<Strict.Color> COLOR = MethodDescriptor.unary(
      SERVICE, "color", 1, StrictCodecs.COLOR.nonNull());

  private StrictMethods() {
  }
}
