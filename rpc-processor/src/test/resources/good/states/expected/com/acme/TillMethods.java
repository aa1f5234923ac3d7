package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Till}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class TillMethods {
  static final String SERVICE = "com.acme.Till";

  static final MethodDescriptor<Void> PAY = MethodDescriptor.unary(
      SERVICE, "pay", 0, Codecs.VOID)
      .withFingerprint("68a5fd7e26fb514f")
      .throwing(TillCodecs.REFUSED, TillCodecs.EXPENSIVE);

  static final MethodDescriptor<Void> OPEN = MethodDescriptor.unary(
      SERVICE, "open", 0, Codecs.VOID)
      .withFingerprint("102c9c2bad9b3954")
      .throwing(TillCodecs.STUCK, TillCodecs.JAMMED);

  static final MethodDescriptor<Void> CLOSE = MethodDescriptor.unary(
      SERVICE, "close", 0, Codecs.VOID)
      .withFingerprint("a79b0ee81e5775bd")
      .throwing(TillCodecs.EXCEPTION);

  static final MethodDescriptor<Void> ANYTHING = MethodDescriptor.unary(
      SERVICE, "anything", 0, Codecs.VOID)
      .withFingerprint("b8701176f2afdbd8")
      .throwing(TillCodecs.REFUSED, TillCodecs.THROWABLE);

  private TillMethods() {
  }
}
