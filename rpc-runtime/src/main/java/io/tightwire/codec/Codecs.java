package io.tightwire.codec;

import static io.tightwire.codec.StandardCodecSupport.dateTime;
import static io.tightwire.codec.StandardCodecSupport.fields;

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
 * The codecs of the standard types. How each looks on the wire is part of the protocol ({@code
 * docs/PROTOCOL.md}, "Values"). All are immutable and thread-safe.
 */
public final class Codecs {

  /** {@code void}: nil. */
  public static final Codec<Void> VOID =
      Codec.of(
          (out, value) -> out.writeNil(),
          in -> {
            in.skip();
            return null;
          });

  /** A boolean. */
  public static final Codec<Boolean> BOOLEAN =
      StandardCodecSupport.nullable(WireWriter::writeBoolean, WireReader::readBoolean);

  /** An integer in the range of {@code byte}. */
  public static final Codec<Byte> BYTE =
      StandardCodecSupport.nullable(WireWriter::writeByte, WireReader::readByte);

  /** An integer in the range of {@code short}. */
  public static final Codec<Short> SHORT =
      StandardCodecSupport.nullable(WireWriter::writeShort, WireReader::readShort);

  /** A UTF-16 code unit, as an integer. */
  public static final Codec<Character> CHAR =
      StandardCodecSupport.nullable(WireWriter::writeChar, WireReader::readChar);

  /** An integer in the range of {@code int}. */
  public static final Codec<Integer> INT =
      StandardCodecSupport.nullable(WireWriter::writeInt, WireReader::readInt);

  /** An integer in the range of {@code long}. */
  public static final Codec<Long> LONG =
      StandardCodecSupport.nullable(WireWriter::writeLong, WireReader::readLong);

  /** A 32-bit float. */
  public static final Codec<Float> FLOAT =
      StandardCodecSupport.nullable(WireWriter::writeFloat, WireReader::readFloat);

  /** A 64-bit float. */
  public static final Codec<Double> DOUBLE =
      StandardCodecSupport.nullable(WireWriter::writeDouble, WireReader::readDouble);

  /** A string. */
  public static final Codec<String> STRING =
      Codec.of(WireWriter::writeString, WireReader::readString);

  /** Binary. */
  public static final Codec<byte[]> BYTES =
      Codec.of(WireWriter::writeBinary, WireReader::readBinary);

  /** Binary: the bytes between position and limit. The buffer itself is left as it was. */
  public static final Codec<ByteBuffer> BYTE_BUFFER =
      StandardCodecSupport.nullable(
          (out, value) -> {
            if (value.hasArray()) {
              int position = value.position(); // asked once: others may move it meanwhile
              int first = value.arrayOffset() + position;
              out.writeBinary(value.array(), first, value.limit() - position);
            } else {
              byte[] bytes = new byte[value.remaining()];
              value.duplicate().get(bytes);
              out.writeBinary(bytes);
            }
          },
          in -> ByteBuffer.wrap(StandardCodecSupport.bytes(in)));

  /** Binary: two's complement, big-endian. */
  public static final Codec<BigInteger> BIG_INTEGER =
      StandardCodecSupport.nullable(
          (out, value) -> out.writeBinary(value.toByteArray()),
          in ->
              StandardCodecSupport.parse(
                  "a BigInteger", in, r -> new BigInteger(StandardCodecSupport.bytes(r))));

  /** {@code [unscaled value as two's complement, scale]}. */
  public static final Codec<BigDecimal> BIG_DECIMAL =
      StandardCodecSupport.nullable(
          (out, value) -> {
            out.beginArray(2);
            BIG_INTEGER.write(out, value.unscaledValue());
            out.writeInt(value.scale());
            out.endArray();
          },
          in ->
              fields(
                  "a BigDecimal",
                  2,
                  in,
                  r -> new BigDecimal(new BigInteger(StandardCodecSupport.bytes(r)), r.readInt())));

  /** Binary of 16 bytes, most significant first. */
  public static final Codec<UUID> UUID =
      StandardCodecSupport.nullable(
          (out, value) -> {
            ByteBuffer bytes = ByteBuffer.allocate(16);
            bytes.putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
            out.writeBinary(bytes.array());
          },
          in -> {
            int from = in.at;
            byte[] bytes = StandardCodecSupport.bytes(in);
            if (bytes.length != 16) {
              throw in.error("A UUID has 16 bytes, not " + bytes.length, from);
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new UUID(buffer.getLong(), buffer.getLong());
          });

  /** A MessagePack timestamp. */
  public static final Codec<Instant> INSTANT =
      Codec.of(
          (out, value) -> {
            if (value == null) {
              out.writeNil();
            } else {
              out.writeTimestamp(value.getEpochSecond(), value.getNano());
            }
          },
          WireReader::readTimestamp);

  /** {@code [seconds, nanoseconds of the second]}. */
  public static final Codec<Duration> DURATION =
      StandardCodecSupport.nullable(
          (out, value) -> {
            out.beginArray(2);
            out.writeLong(value.getSeconds());
            out.writeInt(value.getNano());
            out.endArray();
          },
          in -> fields("a Duration", 2, in, StandardCodecSupport::duration));

  /** {@code [year, month, day]}. */
  public static final Codec<LocalDate> LOCAL_DATE =
      StandardCodecSupport.nullable(
          (out, value) -> {
            out.beginArray(3);
            StandardCodecSupport.writeDate(out, value);
            out.endArray();
          },
          in -> fields("a LocalDate", 3, in, StandardCodecSupport::date));

  /** {@code [hour, minute, second, nanosecond]}. */
  public static final Codec<LocalTime> LOCAL_TIME =
      StandardCodecSupport.nullable(
          (out, value) -> {
            out.beginArray(4);
            StandardCodecSupport.writeTime(out, value);
            out.endArray();
          },
          in -> fields("a LocalTime", 4, in, StandardCodecSupport::time));

  /** {@code [year, month, day, hour, minute, second, nanosecond]}. */
  public static final Codec<LocalDateTime> LOCAL_DATE_TIME =
      StandardCodecSupport.nullable(
          (out, value) -> {
            out.beginArray(7);
            StandardCodecSupport.writeDateTime(out, value);
            out.endArray();
          },
          in -> fields("a LocalDateTime", 7, in, StandardCodecSupport::dateTime));

  /** The seven numbers of a LocalDateTime and the offset from UTC in seconds. */
  public static final Codec<OffsetDateTime> OFFSET_DATE_TIME =
      StandardCodecSupport.nullable(
          (out, value) -> {
            out.beginArray(8);
            StandardCodecSupport.writeDateTime(out, value.toLocalDateTime());
            out.writeInt(value.getOffset().getTotalSeconds());
            out.endArray();
          },
          in ->
              fields(
                  "an OffsetDateTime",
                  8,
                  in,
                  r -> OffsetDateTime.of(dateTime(r), ZoneOffset.ofTotalSeconds(r.readInt()))));

  /**
   * The eight numbers of an OffsetDateTime and the zone's id. Where the two sides' time zone data
   * disagree, the instant is kept, not the local time.
   */
  public static final Codec<ZonedDateTime> ZONED_DATE_TIME =
      StandardCodecSupport.nullable(
          (out, value) -> {
            out.beginArray(9);
            StandardCodecSupport.writeDateTime(out, value.toLocalDateTime());
            out.writeInt(value.getOffset().getTotalSeconds());
            out.writeString(value.getZone().getId());
            out.endArray();
          },
          in ->
              fields(
                  "a ZonedDateTime",
                  9,
                  in,
                  r -> {
                    LocalDateTime local = dateTime(r);
                    ZoneOffset offset = ZoneOffset.ofTotalSeconds(r.readInt());
                    return ZonedDateTime.ofInstant(
                        local, offset, ZoneId.of(StandardCodecSupport.text(r)));
                  }));

  /** A string: the zone's id, such as {@code Europe/Zurich} or {@code +02:00}. */
  public static final Codec<ZoneId> ZONE_ID =
      StandardCodecSupport.nullable(
          (out, value) -> out.writeString(value.getId()),
          in ->
              StandardCodecSupport.parse(
                  "a ZoneId", in, r -> ZoneId.of(StandardCodecSupport.text(r))));

  /** A string. */
  public static final Codec<URI> URI =
      StandardCodecSupport.nullable(
          (out, value) -> out.writeString(value.toString()),
          in ->
              StandardCodecSupport.parse(
                  "a URI", in, r -> java.net.URI.create(StandardCodecSupport.text(r))));

  private Codecs() {}

  /**
   * Checks that a value which can't be absent is there.
   *
   * @param value what is written, or was read
   * @param what what it is, for the message
   * @param <T> its type
   * @return the value
   * @throws CodecException if it is null
   */
  public static <T> T nonNull(@Nullable T value, String what) {
    if (value == null) {
      throw new CodecException(what + " is null, which its type does not allow");
    }
    return value;
  }

  /**
   * Returns a codec that checks another one, written by hand: what that writes must be exactly one
   * value, since otherwise all that follows would be read as something else. Generated code wraps
   * the codecs that a service names.
   *
   * @param codec the codec
   * @param <T> the type of its values
   * @return a codec whose {@code write} throws a {@link CodecException} if something else came of
   *     it
   */
  public static <T> Codec<T> checked(Codec<T> codec) {
    return new CheckedCodec<>(codec);
  }
}
