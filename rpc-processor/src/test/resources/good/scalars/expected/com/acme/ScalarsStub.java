package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.ArgumentsWriter;
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
import java.util.Objects;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Scalars}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class ScalarsStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public ScalarsStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Boolean> logical(boolean primitive, Boolean box) {
    return RemoteCall.of(channel, ScalarsMethods.LOGICAL, out -> {
      out.writeBoolean(primitive);
      Codecs.BOOLEAN.write(out, box);
    });
  }

  public RemoteCall<Byte> tiny(byte primitive, Byte box) {
    return RemoteCall.of(channel, ScalarsMethods.TINY, out -> {
      out.writeByte(primitive);
      Codecs.BYTE.write(out, box);
    });
  }

  public RemoteCall<Short> small(short primitive, Short box) {
    return RemoteCall.of(channel, ScalarsMethods.SMALL, out -> {
      out.writeShort(primitive);
      Codecs.SHORT.write(out, box);
    });
  }

  public RemoteCall<Character> letter(char primitive, Character box) {
    return RemoteCall.of(channel, ScalarsMethods.LETTER, out -> {
      out.writeChar(primitive);
      Codecs.CHAR.write(out, box);
    });
  }

  public RemoteCall<Integer> number(int primitive, Integer box) {
    return RemoteCall.of(channel, ScalarsMethods.NUMBER, out -> {
      out.writeInt(primitive);
      Codecs.INT.write(out, box);
    });
  }

  public RemoteCall<Long> large(long primitive, Long box) {
    return RemoteCall.of(channel, ScalarsMethods.LARGE, out -> {
      out.writeLong(primitive);
      Codecs.LONG.write(out, box);
    });
  }

  public RemoteCall<Float> rough(float primitive, Float box) {
    return RemoteCall.of(channel, ScalarsMethods.ROUGH, out -> {
      out.writeFloat(primitive);
      Codecs.FLOAT.write(out, box);
    });
  }

  public RemoteCall<Double> exact(double primitive, Double box) {
    return RemoteCall.of(channel, ScalarsMethods.EXACT, out -> {
      out.writeDouble(primitive);
      Codecs.DOUBLE.write(out, box);
    });
  }

  public RemoteCall<Boolean> logicalBox() {
    return RemoteCall.of(channel, ScalarsMethods.LOGICAL_BOX, ArgumentsWriter.NONE);
  }

  public RemoteCall<Byte> tinyBox() {
    return RemoteCall.of(channel, ScalarsMethods.TINY_BOX, ArgumentsWriter.NONE);
  }

  public RemoteCall<Short> smallBox() {
    return RemoteCall.of(channel, ScalarsMethods.SMALL_BOX, ArgumentsWriter.NONE);
  }

  public RemoteCall<Character> letterBox() {
    return RemoteCall.of(channel, ScalarsMethods.LETTER_BOX, ArgumentsWriter.NONE);
  }

  public RemoteCall<Integer> numberBox() {
    return RemoteCall.of(channel, ScalarsMethods.NUMBER_BOX, ArgumentsWriter.NONE);
  }

  public RemoteCall<Long> largeBox() {
    return RemoteCall.of(channel, ScalarsMethods.LARGE_BOX, ArgumentsWriter.NONE);
  }

  public RemoteCall<Float> roughBox() {
    return RemoteCall.of(channel, ScalarsMethods.ROUGH_BOX, ArgumentsWriter.NONE);
  }

  public RemoteCall<Double> exactBox() {
    return RemoteCall.of(channel, ScalarsMethods.EXACT_BOX, ArgumentsWriter.NONE);
  }

  public RemoteCall<String> text(String text) {
    return RemoteCall.of(channel, ScalarsMethods.TEXT, out -> out.writeString(text));
  }

  public RemoteCall<byte[]> bytes(byte[] bytes) {
    return RemoteCall.of(channel, ScalarsMethods.BYTES, out -> out.writeBinary(bytes));
  }

  public RemoteCall<ByteBuffer> buffer(ByteBuffer buffer) {
    return RemoteCall.of(channel, ScalarsMethods.BUFFER, out ->
        Codecs.BYTE_BUFFER.write(out, buffer));
  }

  public RemoteCall<BigInteger> bigInteger(BigInteger value) {
    return RemoteCall.of(channel, ScalarsMethods.BIG_INTEGER, out ->
        Codecs.BIG_INTEGER.write(out, value));
  }

  public RemoteCall<BigDecimal> bigDecimal(BigDecimal value) {
    return RemoteCall.of(channel, ScalarsMethods.BIG_DECIMAL, out ->
        Codecs.BIG_DECIMAL.write(out, value));
  }

  public RemoteCall<UUID> uuid(UUID value) {
    return RemoteCall.of(channel, ScalarsMethods.UUID, out -> Codecs.UUID.write(out, value));
  }

  public RemoteCall<Instant> instant(Instant value) {
    return RemoteCall.of(channel, ScalarsMethods.INSTANT, out -> Codecs.INSTANT.write(out, value));
  }

  public RemoteCall<Duration> duration(Duration value) {
    return RemoteCall.of(channel, ScalarsMethods.DURATION, out ->
        Codecs.DURATION.write(out, value));
  }

  public RemoteCall<LocalDate> localDate(LocalDate value) {
    return RemoteCall.of(channel, ScalarsMethods.LOCAL_DATE, out ->
        Codecs.LOCAL_DATE.write(out, value));
  }

  public RemoteCall<LocalTime> localTime(LocalTime value) {
    return RemoteCall.of(channel, ScalarsMethods.LOCAL_TIME, out ->
        Codecs.LOCAL_TIME.write(out, value));
  }

  public RemoteCall<LocalDateTime> localDateTime(LocalDateTime value) {
    return RemoteCall.of(channel, ScalarsMethods.LOCAL_DATE_TIME, out ->
        Codecs.LOCAL_DATE_TIME.write(out, value));
  }

  public RemoteCall<OffsetDateTime> offsetDateTime(OffsetDateTime value) {
    return RemoteCall.of(channel, ScalarsMethods.OFFSET_DATE_TIME, out ->
        Codecs.OFFSET_DATE_TIME.write(out, value));
  }

  public RemoteCall<ZonedDateTime> zonedDateTime(ZonedDateTime value) {
    return RemoteCall.of(channel, ScalarsMethods.ZONED_DATE_TIME, out ->
        Codecs.ZONED_DATE_TIME.write(out, value));
  }

  public RemoteCall<ZoneId> zoneId(ZoneId value) {
    return RemoteCall.of(channel, ScalarsMethods.ZONE_ID, out -> Codecs.ZONE_ID.write(out, value));
  }

  public RemoteCall<URI> uri(URI value) {
    return RemoteCall.of(channel, ScalarsMethods.URI, out -> Codecs.URI.write(out, value));
  }

  public RemoteCall<Void> nothing() {
    return RemoteCall.of(channel, ScalarsMethods.NOTHING, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Scalars blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Scalars {
    private final ScalarsStub stub;

    Blocking(ScalarsStub stub) {
      this.stub = stub;
    }

    @Override
    public boolean logical(boolean primitive, Boolean box) {
      return stub.logical(primitive, box).remote();
    }

    @Override
    public byte tiny(byte primitive, Byte box) {
      return stub.tiny(primitive, box).remote();
    }

    @Override
    public short small(short primitive, Short box) {
      return stub.small(primitive, box).remote();
    }

    @Override
    public char letter(char primitive, Character box) {
      return stub.letter(primitive, box).remote();
    }

    @Override
    public int number(int primitive, Integer box) {
      return stub.number(primitive, box).remote();
    }

    @Override
    public long large(long primitive, Long box) {
      return stub.large(primitive, box).remote();
    }

    @Override
    public float rough(float primitive, Float box) {
      return stub.rough(primitive, box).remote();
    }

    @Override
    public double exact(double primitive, Double box) {
      return stub.exact(primitive, box).remote();
    }

    @Override
    public Boolean logicalBox() {
      return stub.logicalBox().remote();
    }

    @Override
    public Byte tinyBox() {
      return stub.tinyBox().remote();
    }

    @Override
    public Short smallBox() {
      return stub.smallBox().remote();
    }

    @Override
    public Character letterBox() {
      return stub.letterBox().remote();
    }

    @Override
    public Integer numberBox() {
      return stub.numberBox().remote();
    }

    @Override
    public Long largeBox() {
      return stub.largeBox().remote();
    }

    @Override
    public Float roughBox() {
      return stub.roughBox().remote();
    }

    @Override
    public Double exactBox() {
      return stub.exactBox().remote();
    }

    @Override
    public String text(String text) {
      return stub.text(text).remote();
    }

    @Override
    public byte[] bytes(byte[] bytes) {
      return stub.bytes(bytes).remote();
    }

    @Override
    public ByteBuffer buffer(ByteBuffer buffer) {
      return stub.buffer(buffer).remote();
    }

    @Override
    public BigInteger bigInteger(BigInteger value) {
      return stub.bigInteger(value).remote();
    }

    @Override
    public BigDecimal bigDecimal(BigDecimal value) {
      return stub.bigDecimal(value).remote();
    }

    @Override
    public UUID uuid(UUID value) {
      return stub.uuid(value).remote();
    }

    @Override
    public Instant instant(Instant value) {
      return stub.instant(value).remote();
    }

    @Override
    public Duration duration(Duration value) {
      return stub.duration(value).remote();
    }

    @Override
    public LocalDate localDate(LocalDate value) {
      return stub.localDate(value).remote();
    }

    @Override
    public LocalTime localTime(LocalTime value) {
      return stub.localTime(value).remote();
    }

    @Override
    public LocalDateTime localDateTime(LocalDateTime value) {
      return stub.localDateTime(value).remote();
    }

    @Override
    public OffsetDateTime offsetDateTime(OffsetDateTime value) {
      return stub.offsetDateTime(value).remote();
    }

    @Override
    public ZonedDateTime zonedDateTime(ZonedDateTime value) {
      return stub.zonedDateTime(value).remote();
    }

    @Override
    public ZoneId zoneId(ZoneId value) {
      return stub.zoneId(value).remote();
    }

    @Override
    public URI uri(URI value) {
      return stub.uri(value).remote();
    }

    @Override
    public void nothing() {
      stub.nothing().remote();
    }
  }
}
