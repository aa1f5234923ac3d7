package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
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
 * Writes and reads what the methods of {@link Structured} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class StructuredCodecs {
  static final Codec<Structured.All> ALL = Codec.of(
      StructuredCodecs::writeAll, StructuredCodecs::readAll);

  private StructuredCodecs() {
  }

  static void writeAll(WireWriter out, Structured.All value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(16);
    out.writeString(value.text());
    out.writeBinary(value.bytes());
    Codecs.BYTE_BUFFER.write(out, value.buffer());
    Codecs.BIG_INTEGER.write(out, value.bigInteger());
    Codecs.BIG_DECIMAL.write(out, value.bigDecimal());
    Codecs.UUID.write(out, value.uuid());
    Codecs.INSTANT.write(out, value.instant());
    Codecs.DURATION.write(out, value.duration());
    Codecs.LOCAL_DATE.write(out, value.localDate());
    Codecs.LOCAL_TIME.write(out, value.localTime());
    Codecs.LOCAL_DATE_TIME.write(out, value.localDateTime());
    Codecs.OFFSET_DATE_TIME.write(out, value.offsetDateTime());
    Codecs.ZONED_DATE_TIME.write(out, value.zonedDateTime());
    Codecs.ZONE_ID.write(out, value.zoneId());
    Codecs.URI.write(out, value.uri());
    writeNumbers(out, value.numbers());
    out.endArray();
  }

  static Structured.All readAll(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String text = present > 0 ? in.readString() : null;
    byte[] bytes = present > 1 ? in.readBinary() : null;
    ByteBuffer buffer = present > 2 ? Codecs.BYTE_BUFFER.read(in) : null;
    BigInteger bigInteger = present > 3 ? Codecs.BIG_INTEGER.read(in) : null;
    BigDecimal bigDecimal = present > 4 ? Codecs.BIG_DECIMAL.read(in) : null;
    UUID uuid = present > 5 ? Codecs.UUID.read(in) : null;
    Instant instant = present > 6 ? Codecs.INSTANT.read(in) : null;
    Duration duration = present > 7 ? Codecs.DURATION.read(in) : null;
    LocalDate localDate = present > 8 ? Codecs.LOCAL_DATE.read(in) : null;
    LocalTime localTime = present > 9 ? Codecs.LOCAL_TIME.read(in) : null;
    LocalDateTime localDateTime = present > 10 ? Codecs.LOCAL_DATE_TIME.read(in) : null;
    OffsetDateTime offsetDateTime = present > 11 ? Codecs.OFFSET_DATE_TIME.read(in) : null;
    ZonedDateTime zonedDateTime = present > 12 ? Codecs.ZONED_DATE_TIME.read(in) : null;
    ZoneId zoneId = present > 13 ? Codecs.ZONE_ID.read(in) : null;
    URI uri = present > 14 ? Codecs.URI.read(in) : null;
    Structured.Numbers numbers = present > 15 ? readNumbers(in) : null;
    in.endArray(present - 16);
    try {
      return new Structured.All(text, bytes, buffer, bigInteger, bigDecimal, uuid, instant, duration, localDate, localTime, localDateTime, offsetDateTime, zonedDateTime, zoneId, uri, numbers);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Structured.All", e);
    }
  }

  static void writeNumbers(WireWriter out, Structured.Numbers value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(16);
    out.writeBoolean(value.a());
    Codecs.BOOLEAN.write(out, value.b());
    out.writeByte(value.c());
    Codecs.BYTE.write(out, value.d());
    out.writeShort(value.e());
    Codecs.SHORT.write(out, value.f());
    out.writeChar(value.g());
    Codecs.CHAR.write(out, value.h());
    out.writeInt(value.i());
    Codecs.INT.write(out, value.j());
    out.writeLong(value.k());
    Codecs.LONG.write(out, value.l());
    out.writeFloat(value.m());
    Codecs.FLOAT.write(out, value.n());
    out.writeDouble(value.o());
    Codecs.DOUBLE.write(out, value.p());
    out.endArray();
  }

  static Structured.Numbers readNumbers(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    boolean a = present > 0 ? in.readBoolean() : false;
    Boolean b = present > 1 ? Codecs.BOOLEAN.read(in) : null;
    byte c = present > 2 ? in.readByte() : 0;
    Byte d = present > 3 ? Codecs.BYTE.read(in) : null;
    short e_ = present > 4 ? in.readShort() : 0;
    Short f = present > 5 ? Codecs.SHORT.read(in) : null;
    char g = present > 6 ? in.readChar() : 0;
    Character h = present > 7 ? Codecs.CHAR.read(in) : null;
    int i = present > 8 ? in.readInt() : 0;
    Integer j = present > 9 ? Codecs.INT.read(in) : null;
    long k = present > 10 ? in.readLong() : 0;
    Long l = present > 11 ? Codecs.LONG.read(in) : null;
    float m = present > 12 ? in.readFloat() : 0;
    Float n = present > 13 ? Codecs.FLOAT.read(in) : null;
    double o = present > 14 ? in.readDouble() : 0;
    Double p = present > 15 ? Codecs.DOUBLE.read(in) : null;
    in.endArray(present - 16);
    try {
      return new Structured.Numbers(a, b, c, d, e_, f, g, h, i, j, k, l, m, n, o, p);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Structured.Numbers", e);
    }
  }
}
