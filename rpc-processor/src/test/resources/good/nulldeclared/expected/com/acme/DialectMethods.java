package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * The methods of {@link Dialect}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class DialectMethods {
  static final String SERVICE = "com.acme.Dialect";

  static final MethodDescriptor<String> TEXT = MethodDescriptor.unary(
      SERVICE, "text", 2, Codecs.STRING)
      .withFingerprint("a44e62acb46be93c");

  static final MethodDescriptor<Dialect.Note> NOTE = MethodDescriptor.unary(
      SERVICE, "note", 1, DialectCodecs.NOTE.nonNull())
      .withFingerprint("ed71136b302fba0b");

  private DialectMethods() {
  }
}
