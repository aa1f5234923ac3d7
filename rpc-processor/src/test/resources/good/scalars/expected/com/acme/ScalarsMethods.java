package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * The methods of {@link Scalars}, as both sides know them.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class ScalarsMethods {
  static final String SERVICE = "com.acme.Scalars";

  static final MethodDescriptor<Boolean> LOGICAL = MethodDescriptor.unary(
      SERVICE, "logical", 2, Codecs.BOOLEAN.nonNull())
      .withFingerprint("9165c719e2bf6c25");

  static final MethodDescriptor<Byte> TINY = MethodDescriptor.unary(
      SERVICE, "tiny", 2, Codecs.BYTE.nonNull())
      .withFingerprint("1f976644dcd9df92");

  static final MethodDescriptor<Short> SMALL = MethodDescriptor.unary(
      SERVICE, "small", 2, Codecs.SHORT.nonNull())
      .withFingerprint("36843c11489a37eb");

  static final MethodDescriptor<Character> LETTER = MethodDescriptor.unary(
      SERVICE, "letter", 2, Codecs.CHAR.nonNull())
      .withFingerprint("e6729e0892fcffa1");

  static final MethodDescriptor<Integer> NUMBER = MethodDescriptor.unary(
      SERVICE, "number", 2, Codecs.INT.nonNull())
      .withFingerprint("e6bf6cc405660adb");

  static final MethodDescriptor<Long> LARGE = MethodDescriptor.unary(
      SERVICE, "large", 2, Codecs.LONG.nonNull())
      .withFingerprint("15256fc73758e606");

  static final MethodDescriptor<Float> ROUGH = MethodDescriptor.unary(
      SERVICE, "rough", 2, Codecs.FLOAT.nonNull())
      .withFingerprint("a56d4883215a7976");

  static final MethodDescriptor<Double> EXACT = MethodDescriptor.unary(
      SERVICE, "exact", 2, Codecs.DOUBLE.nonNull())
      .withFingerprint("5f2c387c8b402414");

  static final MethodDescriptor<Boolean> LOGICAL_BOX = MethodDescriptor.unary(
      SERVICE, "logicalBox", 0, Codecs.BOOLEAN)
      .withFingerprint("4f4f13530a382d8b");

  static final MethodDescriptor<Byte> TINY_BOX = MethodDescriptor.unary(
      SERVICE, "tinyBox", 0, Codecs.BYTE)
      .withFingerprint("c0a3d47ff2fb9147");

  static final MethodDescriptor<Short> SMALL_BOX = MethodDescriptor.unary(
      SERVICE, "smallBox", 0, Codecs.SHORT)
      .withFingerprint("6218e3d1ba8c01b7");

  static final MethodDescriptor<Character> LETTER_BOX = MethodDescriptor.unary(
      SERVICE, "letterBox", 0, Codecs.CHAR)
      .withFingerprint("91d6dc4433779f91");

  static final MethodDescriptor<Integer> NUMBER_BOX = MethodDescriptor.unary(
      SERVICE, "numberBox", 0, Codecs.INT)
      .withFingerprint("764bc667c3384af1");

  static final MethodDescriptor<Long> LARGE_BOX = MethodDescriptor.unary(
      SERVICE, "largeBox", 0, Codecs.LONG)
      .withFingerprint("66cd5d41176f7662");

  static final MethodDescriptor<Float> ROUGH_BOX = MethodDescriptor.unary(
      SERVICE, "roughBox", 0, Codecs.FLOAT)
      .withFingerprint("8bfd7663caa6fa86");

  static final MethodDescriptor<Double> EXACT_BOX = MethodDescriptor.unary(
      SERVICE, "exactBox", 0, Codecs.DOUBLE)
      .withFingerprint("92682c090e5ae8ec");

  static final MethodDescriptor<String> TEXT = MethodDescriptor.unary(
      SERVICE, "text", 1, Codecs.STRING)
      .withFingerprint("846ba0dd6fec9dc6");

  static final MethodDescriptor<byte[]> BYTES = MethodDescriptor.unary(
      SERVICE, "bytes", 1, Codecs.BYTES)
      .withFingerprint("9805802c3f66ab64");

  static final MethodDescriptor<ByteBuffer> BUFFER = MethodDescriptor.unary(
      SERVICE, "buffer", 1, Codecs.BYTE_BUFFER)
      .withFingerprint("6fd4f9fd6b445591");

  static final MethodDescriptor<BigInteger> BIG_INTEGER = MethodDescriptor.unary(
      SERVICE, "bigInteger", 1, Codecs.BIG_INTEGER)
      .withFingerprint("6dd42513b5b31948");

  static final MethodDescriptor<BigDecimal> BIG_DECIMAL = MethodDescriptor.unary(
      SERVICE, "bigDecimal", 1, Codecs.BIG_DECIMAL)
      .withFingerprint("55db2eefd3aed387");

  static final MethodDescriptor<UUID> UUID = MethodDescriptor.unary(
      SERVICE, "uuid", 1, Codecs.UUID)
      .withFingerprint("96954759d0f89341");

  static final MethodDescriptor<Instant> INSTANT = MethodDescriptor.unary(
      SERVICE, "instant", 1, Codecs.INSTANT)
      .withFingerprint("fae5846e6e0182c9");

  static final MethodDescriptor<Duration> DURATION = MethodDescriptor.unary(
      SERVICE, "duration", 1, Codecs.DURATION)
      .withFingerprint("1f87fd094bf66ef5");

  static final MethodDescriptor<LocalDate> LOCAL_DATE = MethodDescriptor.unary(
      SERVICE, "localDate", 1, Codecs.LOCAL_DATE)
      .withFingerprint("f5c8b2fe1549db4c");

  static final MethodDescriptor<LocalTime> LOCAL_TIME = MethodDescriptor.unary(
      SERVICE, "localTime", 1, Codecs.LOCAL_TIME)
      .withFingerprint("45f86d3b34c4f6d3");

  static final MethodDescriptor<LocalDateTime> LOCAL_DATE_TIME = MethodDescriptor.unary(
      SERVICE, "localDateTime", 1, Codecs.LOCAL_DATE_TIME)
      .withFingerprint("e248de333afc183e");

  static final MethodDescriptor<OffsetDateTime> OFFSET_DATE_TIME = MethodDescriptor.unary(
      SERVICE, "offsetDateTime", 1, Codecs.OFFSET_DATE_TIME)
      .withFingerprint("d297c4379415d4c0");

  static final MethodDescriptor<ZonedDateTime> ZONED_DATE_TIME = MethodDescriptor.unary(
      SERVICE, "zonedDateTime", 1, Codecs.ZONED_DATE_TIME)
      .withFingerprint("a706860e1d572b4b");

  static final MethodDescriptor<ZoneId> ZONE_ID = MethodDescriptor.unary(
      SERVICE, "zoneId", 1, Codecs.ZONE_ID)
      .withFingerprint("0b2ef089dc562c85");

  static final MethodDescriptor<URI> URI = MethodDescriptor.unary(
      SERVICE, "uri", 1, Codecs.URI)
      .withFingerprint("262abc6be5b8cf51");

  static final MethodDescriptor<Void> NOTHING = MethodDescriptor.unary(
      SERVICE, "nothing", 0, Codecs.VOID)
      .withFingerprint("701cd36ff6b0a20f");

  private ScalarsMethods() {
  }
}
