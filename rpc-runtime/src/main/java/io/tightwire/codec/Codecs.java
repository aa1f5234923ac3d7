package io.tightwire.codec;

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
import org.jspecify.annotations.Nullable;

/**
 * The codecs of the standard types. How each looks on the wire is part of the protocol ({@code
 * docs/PROTOCOL.md}, "Values"). All are immutable and thread-safe.
 */
public final class Codecs {

  /** {@code void}: nil. */
  public static final Codec<Void> VOID = new StandardCodec<>(StandardType.VOID);

  /** A boolean. */
  public static final Codec<Boolean> BOOLEAN = new StandardCodec<>(StandardType.BOOLEAN);

  /** An integer in the range of {@code byte}. */
  public static final Codec<Byte> BYTE = new StandardCodec<>(StandardType.BYTE);

  /** An integer in the range of {@code short}. */
  public static final Codec<Short> SHORT = new StandardCodec<>(StandardType.SHORT);

  /** A UTF-16 code unit, as an integer. */
  public static final Codec<Character> CHAR = new StandardCodec<>(StandardType.CHAR);

  /** An integer in the range of {@code int}. */
  public static final Codec<Integer> INT = new StandardCodec<>(StandardType.INT);

  /** An integer in the range of {@code long}. */
  public static final Codec<Long> LONG = new StandardCodec<>(StandardType.LONG);

  /** A 32-bit float. */
  public static final Codec<Float> FLOAT = new StandardCodec<>(StandardType.FLOAT);

  /** A 64-bit float. */
  public static final Codec<Double> DOUBLE = new StandardCodec<>(StandardType.DOUBLE);

  /** A string. */
  public static final Codec<String> STRING = new StandardCodec<>(StandardType.STRING);

  /** Binary. */
  public static final Codec<byte[]> BYTES = new StandardCodec<>(StandardType.BYTES);

  /** Binary: the bytes between position and limit. The buffer itself is left as it was. */
  public static final Codec<ByteBuffer> BYTE_BUFFER = new StandardCodec<>(StandardType.BYTE_BUFFER);

  /** Binary: two's complement, big-endian. */
  public static final Codec<BigInteger> BIG_INTEGER = new StandardCodec<>(StandardType.BIG_INTEGER);

  /** {@code [unscaled value as two's complement, scale]}. */
  public static final Codec<BigDecimal> BIG_DECIMAL = new StandardCodec<>(StandardType.BIG_DECIMAL);

  /** Binary of 16 bytes, most significant first. */
  public static final Codec<UUID> UUID = new StandardCodec<>(StandardType.UUID);

  /** A MessagePack timestamp. */
  public static final Codec<Instant> INSTANT = new StandardCodec<>(StandardType.INSTANT);

  /** {@code [seconds, nanoseconds of the second]}. */
  public static final Codec<Duration> DURATION = new StandardCodec<>(StandardType.DURATION);

  /** {@code [year, month, day]}. */
  public static final Codec<LocalDate> LOCAL_DATE = new StandardCodec<>(StandardType.LOCAL_DATE);

  /** {@code [hour, minute, second, nanosecond]}. */
  public static final Codec<LocalTime> LOCAL_TIME = new StandardCodec<>(StandardType.LOCAL_TIME);

  /** {@code [year, month, day, hour, minute, second, nanosecond]}. */
  public static final Codec<LocalDateTime> LOCAL_DATE_TIME =
      new StandardCodec<>(StandardType.LOCAL_DATE_TIME);

  /** The seven numbers of a LocalDateTime and the offset from UTC in seconds. */
  public static final Codec<OffsetDateTime> OFFSET_DATE_TIME =
      new StandardCodec<>(StandardType.OFFSET_DATE_TIME);

  /**
   * The eight numbers of an OffsetDateTime and the zone's id. Where the two sides' time zone data
   * disagree, the instant is kept, not the local time.
   */
  public static final Codec<ZonedDateTime> ZONED_DATE_TIME =
      new StandardCodec<>(StandardType.ZONED_DATE_TIME);

  /** A string: the zone's id, such as {@code Europe/Zurich} or {@code +02:00}. */
  public static final Codec<ZoneId> ZONE_ID = new StandardCodec<>(StandardType.ZONE_ID);

  /** A string. */
  public static final Codec<URI> URI = new StandardCodec<>(StandardType.URI);

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
