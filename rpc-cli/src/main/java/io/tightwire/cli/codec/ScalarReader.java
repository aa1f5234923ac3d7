package io.tightwire.cli.codec;

import io.tightwire.cli.json.JsonValue;
import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the scalars of the wire as JSON. Stateless; thread-safe. */
final class ScalarReader {

  /** Programs that read JSON numbers as doubles keep integers up to here. */
  private static final long MAX_EXACT = 1L << 53;

  /** Longer integers take too long to be shown in decimal digits. */
  private static final int MAX_BITS = 1 << 18;

  private static final Set<String> NUMBERS =
      Set.of("byte", "short", "char", "int", "long", "float", "double");

  private ScalarReader() {}

  /** Returns what stands for a value that is not there. */
  static JsonValue absent(String kind) {
    if (kind.equals("boolean")) {
      return JsonValue.bool(false);
    }
    return NUMBERS.contains(kind) ? JsonValue.number(0) : JsonValue.NULL;
  }

  /** Returns whether values that are not null are strings in JSON. */
  static boolean isText(String kind) {
    return !kind.equals("boolean") && !NUMBERS.contains(kind);
  }

  /**
   * Reads a value.
   *
   * @param kind the scalar's name in descriptions
   * @throws CodecException if another one follows
   */
  static JsonValue read(WireReader in, String kind) {
    if (in.tryReadNil()) {
      return JsonValue.NULL;
    }
    return switch (kind) {
      case "boolean" -> JsonValue.bool(in.readBoolean());
      case "byte" -> JsonValue.number(in.readByte());
      case "short" -> JsonValue.number(in.readShort());
      case "char" -> character(in.readChar());
      case "int" -> JsonValue.number(in.readInt());
      case "long" -> integer(in.readLong());
      case "float" -> decimal(Float.toString(in.readFloat()));
      case "double" -> decimal(Double.toString(in.readDouble()));
      case "string" -> text(in.readString());
      case "bytes" -> bytes(in);
      case "big_integer" -> big(Codecs.BIG_INTEGER, in);
      case "big_decimal" -> bigDecimal(in);
      case "uuid" -> text(in, Codecs.UUID);
      case "instant" -> text(in, Codecs.INSTANT);
      case "duration" -> text(in, Codecs.DURATION);
      case "local_date" -> text(in, Codecs.LOCAL_DATE);
      case "local_time" -> text(in, Codecs.LOCAL_TIME);
      case "local_date_time" -> text(in, Codecs.LOCAL_DATE_TIME);
      case "offset_date_time" -> text(in, Codecs.OFFSET_DATE_TIME);
      case "zoned_date_time" -> text(in, Codecs.ZONED_DATE_TIME);
      case "zone_id" -> text(in, Codecs.ZONE_ID);
      case "uri" -> text(in, Codecs.URI);
      default -> RawValue.read(in);
    };
  }

  static JsonValue integer(long value) {
    return Math.abs(value) <= MAX_EXACT && value != Long.MIN_VALUE
        ? JsonValue.number(value)
        : JsonValue.text(Long.toString(value));
  }

  /** Infinity and NaN are no numbers of JSON. */
  static JsonValue decimal(String value) {
    char last = value.charAt(value.length() - 1);
    return last == 'y' || last == 'N' ? JsonValue.text(value) : new JsonValue.Num(value);
  }

  /** Half a surrogate pair is no text. */
  private static JsonValue character(char value) {
    return Character.isSurrogate(value)
        ? JsonValue.number(value)
        : JsonValue.text(String.valueOf(value));
  }

  private static JsonValue bytes(WireReader in) {
    byte[] bytes = Codecs.nonNull(in.readBinary(), "Binary");
    return JsonValue.text(Base64.getEncoder().encodeToString(bytes));
  }

  private static JsonValue big(Codec<BigInteger> codec, WireReader in) {
    return JsonValue.text(shown(Codecs.nonNull(codec.read(in), "An integer")).toString());
  }

  private static JsonValue bigDecimal(WireReader in) {
    var value = Codecs.nonNull(Codecs.BIG_DECIMAL.read(in), "A decimal");
    shown(value.unscaledValue());
    return JsonValue.text(value.toString());
  }

  private static BigInteger shown(BigInteger value) {
    if (value.bitLength() > MAX_BITS) {
      throw new CodecException("A number of " + value.bitLength() + " bits is too large to show");
    }
    return value;
  }

  private static JsonValue text(WireReader in, Codec<?> codec) {
    return text(codec.read(in));
  }

  private static JsonValue text(@Nullable Object value) {
    return value == null ? JsonValue.NULL : JsonValue.text(value.toString());
  }
}
