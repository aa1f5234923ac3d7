package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
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
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Scalars}: decodes calls and runs them on an
 * implementation, which is called by many threads at once. Immutable.
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
        new ServerMethod.Returning<Boolean>(ScalarsMethods.LOGICAL, this::logical),
        new ServerMethod.Returning<Byte>(ScalarsMethods.TINY, this::tiny),
        new ServerMethod.Returning<Short>(ScalarsMethods.SMALL, this::small),
        new ServerMethod.Returning<Character>(ScalarsMethods.LETTER, this::letter),
        new ServerMethod.Returning<Integer>(ScalarsMethods.NUMBER, this::number),
        new ServerMethod.Returning<Long>(ScalarsMethods.LARGE, this::large),
        new ServerMethod.Returning<Float>(ScalarsMethods.ROUGH, this::rough),
        new ServerMethod.Returning<Double>(ScalarsMethods.EXACT, this::exact),
        new ServerMethod.Returning<Boolean>(ScalarsMethods.LOGICAL_BOX, this::logicalBox),
        new ServerMethod.Returning<Byte>(ScalarsMethods.TINY_BOX, this::tinyBox),
        new ServerMethod.Returning<Short>(ScalarsMethods.SMALL_BOX, this::smallBox),
        new ServerMethod.Returning<Character>(ScalarsMethods.LETTER_BOX, this::letterBox),
        new ServerMethod.Returning<Integer>(ScalarsMethods.NUMBER_BOX, this::numberBox),
        new ServerMethod.Returning<Long>(ScalarsMethods.LARGE_BOX, this::largeBox),
        new ServerMethod.Returning<Float>(ScalarsMethods.ROUGH_BOX, this::roughBox),
        new ServerMethod.Returning<Double>(ScalarsMethods.EXACT_BOX, this::exactBox),
        new ServerMethod.Returning<String>(ScalarsMethods.TEXT, this::text),
        new ServerMethod.Returning<byte[]>(ScalarsMethods.BYTES, this::bytes),
        new ServerMethod.Returning<ByteBuffer>(ScalarsMethods.BUFFER, this::buffer),
        new ServerMethod.Returning<BigInteger>(ScalarsMethods.BIG_INTEGER, this::bigInteger),
        new ServerMethod.Returning<BigDecimal>(ScalarsMethods.BIG_DECIMAL, this::bigDecimal),
        new ServerMethod.Returning<UUID>(ScalarsMethods.UUID, this::uuid),
        new ServerMethod.Returning<Instant>(ScalarsMethods.INSTANT, this::instant),
        new ServerMethod.Returning<Duration>(ScalarsMethods.DURATION, this::duration),
        new ServerMethod.Returning<LocalDate>(ScalarsMethods.LOCAL_DATE, this::localDate),
        new ServerMethod.Returning<LocalTime>(ScalarsMethods.LOCAL_TIME, this::localTime),
        new ServerMethod.Returning<LocalDateTime>(ScalarsMethods.LOCAL_DATE_TIME,
            this::localDateTime),
        new ServerMethod.Returning<OffsetDateTime>(ScalarsMethods.OFFSET_DATE_TIME,
            this::offsetDateTime),
        new ServerMethod.Returning<ZonedDateTime>(ScalarsMethods.ZONED_DATE_TIME,
            this::zonedDateTime),
        new ServerMethod.Returning<ZoneId>(ScalarsMethods.ZONE_ID, this::zoneId),
        new ServerMethod.Returning<URI>(ScalarsMethods.URI, this::uri),
        new ServerMethod.Returning<Void>(ScalarsMethods.NOTHING, this::nothing)};
    return List.of(methods);
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
