package com.acme;

import io.tightwire.generated.MethodDescriptor;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Canvas}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class CanvasMethods {
  static final String SERVICE = "com.acme.Canvas";

  static final MethodDescriptor<Canvas.Shape> DRAW = MethodDescriptor.unary(
      SERVICE, "draw", 2, CanvasCodecs.SHAPE)
      .withFingerprint("38f6e658441cad95");

  static final MethodDescriptor<Canvas.Result<Canvas.Circle>> LOAD = MethodDescriptor.unary(
      SERVICE, "load", 1, CanvasCodecs.RESULT_OF_CIRCLE)
      .withFingerprint("cc7998792686371d");

  static final MethodDescriptor<Canvas.Result<String>> CHECK = MethodDescriptor.unary(
      SERVICE, "check", 0, CanvasCodecs.RESULT_OF_STRING)
      .withFingerprint("9fd6042a8dc7535d");

  private CanvasMethods() {
  }
}
