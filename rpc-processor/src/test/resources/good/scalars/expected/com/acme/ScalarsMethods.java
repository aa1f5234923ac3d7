package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.stub.MethodDescriptor;
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
      SERVICE, "logical", 2, Codecs.BOOLEAN.nonNull());

  static final MethodDescriptor<Byte> TINY = MethodDescriptor.unary(
      SERVICE, "tiny", 2, Codecs.BYTE.nonNull());

  static final MethodDescriptor<Short> SMALL = MethodDescriptor.unary(
      SERVICE, "small", 2, Codecs.SHORT.nonNull());

  static final MethodDescriptor<Character> LETTER = MethodDescriptor.unary(
      SERVICE, "letter", 2, Codecs.CHAR.nonNull());

  static final MethodDescriptor<Integer> NUMBER = MethodDescriptor.unary(
      SERVICE, "number", 2, Codecs.INT.nonNull());

  static final MethodDescriptor<Long> LARGE = MethodDescriptor.unary(
      SERVICE, "large", 2, Codecs.LONG.nonNull());

  static final MethodDescriptor<Float> ROUGH = MethodDescriptor.unary(
      SERVICE, "rough", 2, Codecs.FLOAT.nonNull());

  static final MethodDescriptor<Double> EXACT = MethodDescriptor.unary(
      SERVICE, "exact", 2, Codecs.DOUBLE.nonNull());

  static final MethodDescriptor<Boolean> LOGICAL_BOX = MethodDescriptor.unary(
      SERVICE, "logicalBox", 0, Codecs.BOOLEAN);

  static final MethodDescriptor<Byte> TINY_BOX = MethodDescriptor.unary(
      SERVICE, "tinyBox", 0, Codecs.BYTE);

  static final MethodDescriptor<Short> SMALL_BOX = MethodDescriptor.unary(
      SERVICE, "smallBox", 0, Codecs.SHORT);

  static final MethodDescriptor<Character> LETTER_BOX = MethodDescriptor.unary(
      SERVICE, "letterBox", 0, Codecs.CHAR);

  static final MethodDescriptor<Integer> NUMBER_BOX = MethodDescriptor.unary(
      SERVICE, "numberBox", 0, Codecs.INT);

  static final MethodDescriptor<Long> LARGE_BOX = MethodDescriptor.unary(
      SERVICE, "largeBox", 0, Codecs.LONG);

  static final MethodDescriptor<Float> ROUGH_BOX = MethodDescriptor.unary(
      SERVICE, "roughBox", 0, Codecs.FLOAT);

  static final MethodDescriptor<Double> EXACT_BOX = MethodDescriptor.unary(
      SERVICE, "exactBox", 0, Codecs.DOUBLE);

  static final MethodDescriptor<String> TEXT = MethodDescriptor.unary(
      SERVICE, "text", 1, Codecs.STRING);

  static final MethodDescriptor<byte[]> BYTES = MethodDescriptor.unary(
      SERVICE, "bytes", 1, Codecs.BYTES);

  static final MethodDescriptor<ByteBuffer> BUFFER = MethodDescriptor.unary(
      SERVICE, "buffer", 1, Codecs.BYTE_BUFFER);

  static final MethodDescriptor<BigInteger> BIG_INTEGER = MethodDescriptor.unary(
      SERVICE, "bigInteger", 1, Codecs.BIG_INTEGER);

  static final MethodDescriptor<BigDecimal> BIG_DECIMAL = MethodDescriptor.unary(
      SERVICE, "bigDecimal", 1, Codecs.BIG_DECIMAL);

  static final MethodDescriptor<UUID> UUID = MethodDescriptor.unary(
      SERVICE, "uuid", 1, Codecs.UUID);

  static final MethodDescriptor<Instant> INSTANT = MethodDescriptor.unary(
      SERVICE, "instant", 1, Codecs.INSTANT);

  static final MethodDescriptor<Duration> DURATION = MethodDescriptor.unary(
      SERVICE, "duration", 1, Codecs.DURATION);

  static final MethodDescriptor<LocalDate> LOCAL_DATE = MethodDescriptor.unary(
      SERVICE, "localDate", 1, Codecs.LOCAL_DATE);

  static final MethodDescriptor<LocalTime> LOCAL_TIME = MethodDescriptor.unary(
      SERVICE, "localTime", 1, Codecs.LOCAL_TIME);

  static final MethodDescriptor<LocalDateTime> LOCAL_DATE_TIME = MethodDescriptor.unary(
      SERVICE, "localDateTime", 1, Codecs.LOCAL_DATE_TIME);

  static final MethodDescriptor<OffsetDateTime> OFFSET_DATE_TIME = MethodDescriptor.unary(
      SERVICE, "offsetDateTime", 1, Codecs.OFFSET_DATE_TIME);

  static final MethodDescriptor<ZonedDateTime> ZONED_DATE_TIME = MethodDescriptor.unary(
      SERVICE, "zonedDateTime", 1, Codecs.ZONED_DATE_TIME);

  static final MethodDescriptor<ZoneId> ZONE_ID = MethodDescriptor.unary(
      SERVICE, "zoneId", 1, Codecs.ZONE_ID);

  static final MethodDescriptor<URI> URI = MethodDescriptor.unary(
      SERVICE, "uri", 1, Codecs.URI);

  static final MethodDescriptor<Void> NOTHING = MethodDescriptor.unary(
      SERVICE, "nothing", 0, Codecs.VOID);

  private ScalarsMethods() {
  }
}
