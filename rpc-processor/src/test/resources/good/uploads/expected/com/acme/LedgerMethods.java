package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * The methods of {@link Ledger}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class LedgerMethods {
  static final String SERVICE = "com.acme.Ledger";

  static final MethodDescriptor<Long> UPLOAD = MethodDescriptor.unary(
      SERVICE, "upload", 1, Codecs.LONG.nonNull())
      .withFingerprint("e8990596ba7d4465")
      .takingStream();

  static final MethodDescriptor<Void> INGEST = MethodDescriptor.unary(
      SERVICE, "ingest", 0, Codecs.VOID)
      .withFingerprint("62e1c50071cade9f")
      .takingStream();

  static final MethodDescriptor<Integer> LATER = MethodDescriptor.unary(
      SERVICE, "later", 1, Codecs.INT.nonNull())
      .withFingerprint("a31b4b0986e3c2a4")
      .takingStream();

  static final MethodDescriptor<Integer> LENGTHS = MethodDescriptor.streaming(
      SERVICE, "lengths", 0, Codecs.INT.nonNull())
      .withFingerprint("56045bbea2fb5ee7")
      .takingStream();

  static final MethodDescriptor<Ledger.Side> LIVE = MethodDescriptor.streaming(
      SERVICE, "live", 1, LedgerCodecs.SIDE.nonNull())
      .withFingerprint("9952bcecb5c29d85")
      .takingStream()
      .withTimeout(Duration.parse("PT5S"));

  static final MethodDescriptor<Long> UPLOAD_ = MethodDescriptor.unary(
      SERVICE, "uploadNothing", 1, Codecs.LONG.nonNull())
      .withFingerprint("d3b417023c99194f");

  static final MethodDescriptor<Void> INGEST_ = MethodDescriptor.unary(
      SERVICE, "ingestNumbers", 0, Codecs.VOID)
      .withFingerprint("907ca3c7166e3aa8")
      .takingStream();

  static final MethodDescriptor<Void> WAIT = MethodDescriptor.unary(
      SERVICE, "wait", 1, Codecs.VOID)
      .withFingerprint("54fc177617fe9fec")
      .takingStream();

  static final MethodDescriptor<Integer> BLOCKING = MethodDescriptor.unary(
      SERVICE, "blocking", 0, Codecs.INT.nonNull())
      .withFingerprint("e93596f2d327b344")
      .takingStream();

  static final MethodDescriptor<List<Ledger.Line>> WILD = MethodDescriptor.streaming(
      SERVICE, "wild", 0, LedgerCodecs.LIST_OF_LINE.nonNull())
      .withFingerprint("ef8d63c772c5e55b")
      .takingStream();

  private LedgerMethods() {
  }
}
