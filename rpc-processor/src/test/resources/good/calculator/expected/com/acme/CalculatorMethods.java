package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Calculator}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class CalculatorMethods {
  static final String SERVICE = "com.acme.Calculator";

  static final MethodDescriptor<Integer> ADD = MethodDescriptor.unary(
      SERVICE, "add", 2, Codecs.INT.nonNull())
      .withFingerprint("c2ee062442a618a1")
      .withTimeout(Duration.parse("PT2S"))
      .asIdempotent()
      .withHedge(Duration.parse("PT0.03S"))
      .onLane("quick");

  static final MethodDescriptor<Integer> MULTIPLY_LATER = MethodDescriptor.unary(
      SERVICE, "multiplyLater", 2, Codecs.INT)
      .withFingerprint("e04a190cb9a5726b");

  static final MethodDescriptor<Void> SUBMIT_TASK = MethodDescriptor.unary(
      SERVICE, "submitTask", 1, Codecs.VOID)
      .withFingerprint("8c2cd8976179d314");

  static final MethodDescriptor<Integer> COUNT = MethodDescriptor.streaming(
      SERVICE, "count", 1, Codecs.INT)
      .withFingerprint("7a0d3db91ff68432");

  static final MethodDescriptor<Integer> SQUARES = MethodDescriptor.streaming(
      SERVICE, "squares", 1, Codecs.INT)
      .withFingerprint("52c9e5f22982f6a1");

  static final MethodDescriptor<Account> WITHDRAW = MethodDescriptor.unary(
      SERVICE, "withdraw", 2, CalculatorCodecs.ACCOUNT)
      .withFingerprint("151ea20cc038b986")
      .throwing(CalculatorCodecs.INSUFFICIENT_FUNDS_EXCEPTION);

  private CalculatorMethods() {
  }
}
