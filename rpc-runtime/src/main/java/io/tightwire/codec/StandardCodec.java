package io.tightwire.codec;

import static io.tightwire.codec.StandardCodecSupport.bytes;
import static io.tightwire.codec.StandardCodecSupport.dateTime;
import static io.tightwire.codec.StandardCodecSupport.fields;
import static io.tightwire.codec.StandardCodecSupport.parse;
import static io.tightwire.codec.StandardCodecSupport.text;

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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The codec of one of the standard types. One class has all of them, since every process would load
 * and link some fifty classes or lambdas when it starts, most of them for nothing. Immutable.
 */
final class StandardCodec<T> implements Codec<T> {

  private final StandardType type;

  /**
   * Creates the codec of a type.
   *
   * @param type whose values are of {@code T}
   */
  StandardCodec(StandardType type) {
    this.type = type;
  }

  @Override
  public void write(WireWriter out, @Nullable T value) {
    if (value == null) {
      out.writeNil();
    } else {
      writeValue(out, value);
    }
  }

  private void writeValue(WireWriter out, Object value) {
    switch (type) {
      case VOID -> out.writeNil();
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case BYTE -> out.writeByte((Byte) value);
      case SHORT -> out.writeShort((Short) value);
      case CHAR -> out.writeChar((Character) value);
      case INT -> out.writeInt((Integer) value);
      case LONG -> out.writeLong((Long) value);
      case FLOAT -> out.writeFloat((Float) value);
      case DOUBLE -> out.writeDouble((Double) value);
      case STRING -> out.writeString((String) value);
      case BYTES -> out.writeBinary((byte[]) value);
      case BYTE_BUFFER -> StandardCodecSupport.writeBuffer(out, (ByteBuffer) value);
      case BIG_INTEGER -> out.writeBinary(((BigInteger) value).toByteArray());
      case BIG_DECIMAL -> StandardCodecSupport.writeDecimal(out, (BigDecimal) value);
      case UUID -> StandardCodecSupport.writeUuid(out, (UUID) value);
      case INSTANT -> {
        Instant time = (Instant) value;
        out.writeTimestamp(time.getEpochSecond(), time.getNano());
      }
      case ZONE_ID -> out.writeString(((ZoneId) value).getId());
      case URI -> out.writeString(value.toString());
      default -> writeTime(out, value);
    }
  }

  /** Writes one of the types that are arrays of numbers. */
  private void writeTime(WireWriter out, Object value) {
    switch (type) {
      case DURATION -> {
        Duration duration = (Duration) value;
        out.beginArray(2);
        out.writeLong(duration.getSeconds());
        out.writeInt(duration.getNano());
      }
      case LOCAL_DATE -> {
        out.beginArray(3);
        StandardCodecSupport.writeDate(out, (LocalDate) value);
      }
      case LOCAL_TIME -> {
        out.beginArray(4);
        StandardCodecSupport.writeTime(out, (LocalTime) value);
      }
      case LOCAL_DATE_TIME -> {
        out.beginArray(7);
        StandardCodecSupport.writeDateTime(out, (LocalDateTime) value);
      }
      case OFFSET_DATE_TIME -> {
        OffsetDateTime time = (OffsetDateTime) value;
        out.beginArray(8);
        StandardCodecSupport.writeDateTime(out, time.toLocalDateTime());
        out.writeInt(time.getOffset().getTotalSeconds());
      }
      case ZONED_DATE_TIME -> {
        ZonedDateTime time = (ZonedDateTime) value;
        out.beginArray(9);
        StandardCodecSupport.writeDateTime(out, time.toLocalDateTime());
        out.writeInt(time.getOffset().getTotalSeconds());
        out.writeString(time.getZone().getId());
      }
      default -> throw new AssertionError(type);
    }
    out.endArray();
  }

  @Override
  @SuppressWarnings("unchecked") // the type's values are of T
  public @Nullable T read(WireReader in) {
    return in.tryReadNil() ? null : (T) readValue(in);
  }

  private @Nullable Object readValue(WireReader in) {
    return switch (type) {
      case VOID -> {
        in.skip();
        yield null;
      }
      case BOOLEAN -> in.readBoolean();
      case BYTE -> in.readByte();
      case SHORT -> in.readShort();
      case CHAR -> in.readChar();
      case INT -> in.readInt();
      case LONG -> in.readLong();
      case FLOAT -> in.readFloat();
      case DOUBLE -> in.readDouble();
      case STRING -> in.readString();
      case BYTES -> in.readBinary();
      case BYTE_BUFFER -> ByteBuffer.wrap(bytes(in));
      case BIG_INTEGER -> parse("a BigInteger", in, r -> new BigInteger(bytes(r)));
      case BIG_DECIMAL ->
          fields("a BigDecimal", 2, in, r -> new BigDecimal(new BigInteger(bytes(r)), r.readInt()));
      case UUID -> StandardCodecSupport.uuid(in);
      case INSTANT -> in.readTimestamp();
      case DURATION -> fields("a Duration", 2, in, StandardCodecSupport::duration);
      case LOCAL_DATE -> fields("a LocalDate", 3, in, StandardCodecSupport::date);
      case LOCAL_TIME -> fields("a LocalTime", 4, in, StandardCodecSupport::time);
      case LOCAL_DATE_TIME -> fields("a LocalDateTime", 7, in, StandardCodecSupport::dateTime);
      case OFFSET_DATE_TIME ->
          fields(
              "an OffsetDateTime",
              8,
              in,
              r -> OffsetDateTime.of(dateTime(r), ZoneOffset.ofTotalSeconds(r.readInt())));
      case ZONED_DATE_TIME -> fields("a ZonedDateTime", 9, in, StandardCodecSupport::zoned);
      case ZONE_ID -> parse("a ZoneId", in, r -> ZoneId.of(text(r)));
      case URI -> parse("a URI", in, r -> java.net.URI.create(text(r)));
    };
  }
}
