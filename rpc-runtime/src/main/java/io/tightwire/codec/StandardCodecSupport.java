package io.tightwire.codec;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;
import java.util.function.Function;
import org.msgpack.core.MessagePack.Code;

/** What the standard codecs are made of: a fixed number of fields, and their parts. Thread-safe. */
final class StandardCodecSupport {

  private static final int MAX_REASON = 160;

  private StandardCodecSupport() {}

  /** Reads an array with exactly the given number of fields. */
  static <T> T fields(String what, int count, WireReader in, Function<WireReader, T> reader) {
    int found = in.beginArray();
    if (found != count) {
      throw in.error("Expected " + what + " of " + count + " fields but found " + found, in.at);
    }
    T value = parse(what, in, reader);
    in.endArray(0);
    return value;
  }

  /** Turns what constructors and parsers say of a bad value into our own exception. */
  static <T> T parse(String what, WireReader in, Function<WireReader, T> reader) {
    int from = in.at;
    try {
      return reader.apply(in);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw invalid(what, in, from, e);
    }
  }

  /** Without a cause: its message may be as long as the peer likes. */
  private static CodecException invalid(
      String what, WireReader in, int from, RuntimeException reason) {
    String message = String.valueOf(reason.getMessage());
    return in.error("Not " + what + ": " + Excerpt.of(message, MAX_REASON), from);
  }

  static byte[] bytes(WireReader in) {
    byte[] bytes = in.readBinary();
    if (bytes == null) {
      throw in.unexpected("binary", Code.NIL);
    }
    return bytes;
  }

  static String text(WireReader in) {
    String text = in.readString();
    if (text == null) {
      throw in.unexpected("a string", Code.NIL);
    }
    return text;
  }

  static void writeBuffer(WireWriter out, ByteBuffer value) {
    if (value.hasArray()) {
      int position = value.position(); // asked once: others may move it meanwhile
      int first = value.arrayOffset() + position;
      out.writeBinary(value.array(), first, value.limit() - position);
    } else {
      byte[] bytes = new byte[value.remaining()];
      value.duplicate().get(bytes);
      out.writeBinary(bytes);
    }
  }

  static void writeDecimal(WireWriter out, BigDecimal value) {
    out.beginArray(2);
    out.writeBinary(value.unscaledValue().toByteArray());
    out.writeInt(value.scale());
    out.endArray();
  }

  static void writeUuid(WireWriter out, UUID value) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
    out.writeBinary(bytes.array());
  }

  static UUID uuid(WireReader in) {
    int from = in.at;
    byte[] bytes = bytes(in);
    if (bytes.length != 16) {
      throw in.error("A UUID has 16 bytes, not " + bytes.length, from);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  static Duration duration(WireReader in) {
    long seconds = in.readLong();
    return Duration.ofSeconds(seconds, NANO_OF_SECOND.checkValidIntValue(in.readInt()));
  }

  static void writeDate(WireWriter out, LocalDate value) {
    out.writeInt(value.getYear());
    out.writeInt(value.getMonthValue());
    out.writeInt(value.getDayOfMonth());
  }

  static LocalDate date(WireReader in) {
    return LocalDate.of(in.readInt(), in.readInt(), in.readInt());
  }

  static void writeTime(WireWriter out, LocalTime value) {
    out.writeInt(value.getHour());
    out.writeInt(value.getMinute());
    out.writeInt(value.getSecond());
    out.writeInt(value.getNano());
  }

  static LocalTime time(WireReader in) {
    return LocalTime.of(in.readInt(), in.readInt(), in.readInt(), in.readInt());
  }

  static void writeDateTime(WireWriter out, LocalDateTime value) {
    writeDate(out, value.toLocalDate());
    writeTime(out, value.toLocalTime());
  }

  static LocalDateTime dateTime(WireReader in) {
    return LocalDateTime.of(date(in), time(in));
  }

  static ZonedDateTime zoned(WireReader in) {
    LocalDateTime local = dateTime(in);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(in.readInt());
    return ZonedDateTime.ofInstant(local, offset, ZoneId.of(text(in)));
  }
}
