package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Scalars}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class ScalarsSkeleton implements RpcSkeleton {
  private final Scalars implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public ScalarsSkeleton(Scalars implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return ScalarsMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Boolean>returning(ScalarsMethods.LOGICAL, this::logical),
        ServerMethod.<Byte>returning(ScalarsMethods.TINY, this::tiny),
        ServerMethod.<Short>returning(ScalarsMethods.SMALL, this::small),
        ServerMethod.<Character>returning(ScalarsMethods.LETTER, this::letter),
        ServerMethod.<Integer>returning(ScalarsMethods.NUMBER, this::number),
        ServerMethod.<Long>returning(ScalarsMethods.LARGE, this::large),
        ServerMethod.<Float>returning(ScalarsMethods.ROUGH, this::rough),
        ServerMethod.<Double>returning(ScalarsMethods.EXACT, this::exact),
        ServerMethod.<Boolean>returning(ScalarsMethods.LOGICAL_BOX, this::logicalBox),
        ServerMethod.<Byte>returning(ScalarsMethods.TINY_BOX, this::tinyBox),
        ServerMethod.<Short>returning(ScalarsMethods.SMALL_BOX, this::smallBox),
        ServerMethod.<Character>returning(ScalarsMethods.LETTER_BOX, this::letterBox),
        ServerMethod.<Integer>returning(ScalarsMethods.NUMBER_BOX, this::numberBox),
        ServerMethod.<Long>returning(ScalarsMethods.LARGE_BOX, this::largeBox),
        ServerMethod.<Float>returning(ScalarsMethods.ROUGH_BOX, this::roughBox),
        ServerMethod.<Double>returning(ScalarsMethods.EXACT_BOX, this::exactBox),
        ServerMethod.<String>returning(ScalarsMethods.TEXT, this::text),
        ServerMethod.<byte[]>returning(ScalarsMethods.BYTES, this::bytes),
        ServerMethod.<ByteBuffer>returning(ScalarsMethods.BUFFER, this::buffer),
        ServerMethod.<BigInteger>returning(ScalarsMethods.BIG_INTEGER, this::bigInteger),
        ServerMethod.<BigDecimal>returning(ScalarsMethods.BIG_DECIMAL, this::bigDecimal),
        ServerMethod.<UUID>returning(ScalarsMethods.UUID, this::uuid),
        ServerMethod.<Instant>returning(ScalarsMethods.INSTANT, this::instant),
        ServerMethod.<Duration>returning(ScalarsMethods.DURATION, this::duration),
        ServerMethod.<LocalDate>returning(ScalarsMethods.LOCAL_DATE, this::localDate),
        ServerMethod.<LocalTime>returning(ScalarsMethods.LOCAL_TIME, this::localTime),
        ServerMethod.<LocalDateTime>returning(ScalarsMethods.LOCAL_DATE_TIME, this::localDateTime),
        ServerMethod.<OffsetDateTime>returning(ScalarsMethods.OFFSET_DATE_TIME,
            this::offsetDateTime),
        ServerMethod.<ZonedDateTime>returning(ScalarsMethods.ZONED_DATE_TIME, this::zonedDateTime),
        ServerMethod.<ZoneId>returning(ScalarsMethods.ZONE_ID, this::zoneId),
        ServerMethod.<URI>returning(ScalarsMethods.URI, this::uri),
        ServerMethod.<Void>returning(ScalarsMethods.NOTHING, this::nothing)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(ScalarsSkeleton.class, "com.acme.Scalars");
  }

  private Invocation<Boolean> logical(WireReader in) {
    boolean primitive = in.readBoolean();
    Boolean box = Codecs.BOOLEAN.read(in);
    return () -> implementation.logical(primitive, box);
  }

  private Invocation<Byte> tiny(WireReader in) {
    byte primitive = in.readByte();
    Byte box = Codecs.BYTE.read(in);
    return () -> implementation.tiny(primitive, box);
  }

  private Invocation<Short> small(WireReader in) {
    short primitive = in.readShort();
    Short box = Codecs.SHORT.read(in);
    return () -> implementation.small(primitive, box);
  }

  private Invocation<Character> letter(WireReader in) {
    char primitive = in.readChar();
    Character box = Codecs.CHAR.read(in);
    return () -> implementation.letter(primitive, box);
  }

  private Invocation<Integer> number(WireReader in) {
    int primitive = in.readInt();
    Integer box = Codecs.INT.read(in);
    return () -> implementation.number(primitive, box);
  }

  private Invocation<Long> large(WireReader in) {
    long primitive = in.readLong();
    Long box = Codecs.LONG.read(in);
    return () -> implementation.large(primitive, box);
  }

  private Invocation<Float> rough(WireReader in) {
    float primitive = in.readFloat();
    Float box = Codecs.FLOAT.read(in);
    return () -> implementation.rough(primitive, box);
  }

  private Invocation<Double> exact(WireReader in) {
    double primitive = in.readDouble();
    Double box = Codecs.DOUBLE.read(in);
    return () -> implementation.exact(primitive, box);
  }

  private Invocation<Boolean> logicalBox(WireReader in) {
    return () -> implementation.logicalBox();
  }

  private Invocation<Byte> tinyBox(WireReader in) {
    return () -> implementation.tinyBox();
  }

  private Invocation<Short> smallBox(WireReader in) {
    return () -> implementation.smallBox();
  }

  private Invocation<Character> letterBox(WireReader in) {
    return () -> implementation.letterBox();
  }

  private Invocation<Integer> numberBox(WireReader in) {
    return () -> implementation.numberBox();
  }

  private Invocation<Long> largeBox(WireReader in) {
    return () -> implementation.largeBox();
  }

  private Invocation<Float> roughBox(WireReader in) {
    return () -> implementation.roughBox();
  }

  private Invocation<Double> exactBox(WireReader in) {
    return () -> implementation.exactBox();
  }

  private Invocation<String> text(WireReader in) {
    String text = in.readString();
    return () -> implementation.text(text);
  }

  private Invocation<byte[]> bytes(WireReader in) {
    byte[] bytes = in.readBinary();
    return () -> implementation.bytes(bytes);
  }

  private Invocation<ByteBuffer> buffer(WireReader in) {
    ByteBuffer buffer = Codecs.BYTE_BUFFER.read(in);
    return () -> implementation.buffer(buffer);
  }

  private Invocation<BigInteger> bigInteger(WireReader in) {
    BigInteger value = Codecs.BIG_INTEGER.read(in);
    return () -> implementation.bigInteger(value);
  }

  private Invocation<BigDecimal> bigDecimal(WireReader in) {
    BigDecimal value = Codecs.BIG_DECIMAL.read(in);
    return () -> implementation.bigDecimal(value);
  }

  private Invocation<UUID> uuid(WireReader in) {
    UUID value = Codecs.UUID.read(in);
    return () -> implementation.uuid(value);
  }

  private Invocation<Instant> instant(WireReader in) {
    Instant value = Codecs.INSTANT.read(in);
    return () -> implementation.instant(value);
  }

  private Invocation<Duration> duration(WireReader in) {
    Duration value = Codecs.DURATION.read(in);
    return () -> implementation.duration(value);
  }

  private Invocation<LocalDate> localDate(WireReader in) {
    LocalDate value = Codecs.LOCAL_DATE.read(in);
    return () -> implementation.localDate(value);
  }

  private Invocation<LocalTime> localTime(WireReader in) {
    LocalTime value = Codecs.LOCAL_TIME.read(in);
    return () -> implementation.localTime(value);
  }

  private Invocation<LocalDateTime> localDateTime(WireReader in) {
    LocalDateTime value = Codecs.LOCAL_DATE_TIME.read(in);
    return () -> implementation.localDateTime(value);
  }

  private Invocation<OffsetDateTime> offsetDateTime(WireReader in) {
    OffsetDateTime value = Codecs.OFFSET_DATE_TIME.read(in);
    return () -> implementation.offsetDateTime(value);
  }

  private Invocation<ZonedDateTime> zonedDateTime(WireReader in) {
    ZonedDateTime value = Codecs.ZONED_DATE_TIME.read(in);
    return () -> implementation.zonedDateTime(value);
  }

  private Invocation<ZoneId> zoneId(WireReader in) {
    ZoneId value = Codecs.ZONE_ID.read(in);
    return () -> implementation.zoneId(value);
  }

  private Invocation<URI> uri(WireReader in) {
    URI value = Codecs.URI.read(in);
    return () -> implementation.uri(value);
  }

  private Invocation<Void> nothing(WireReader in) {
    return () -> {
      implementation.nothing();
      return null;
    };
  }
}
