package io.tightwire.cli.codec;

import io.tightwire.cli.json.JsonValue;
import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;

/** Writes the scalars of the wire from JSON. Stateless; thread-safe. */
final class ScalarWriter {

  /** Longer texts of numbers take too long to convert. */
  private static final int MAX_DIGITS = 10_000;

  private ScalarWriter() {}

  /**
   * Writes a value.
   *
   * @param kind the scalar's name in descriptions
   * @param json not null
   * @throws InputException if the value does not fit
   */
  static void write(WireWriter out, String kind, JsonValue json, Place place) {
    switch (kind) {
      case "boolean" -> out.writeBoolean(bool(json, place));
      case "byte" -> out.writeLong(integer(json, place, "a byte", Byte.MIN_VALUE, Byte.MAX_VALUE));
      case "short" ->
          out.writeLong(integer(json, place, "a short", Short.MIN_VALUE, Short.MAX_VALUE));
      case "char" -> out.writeLong(character(json, place));
      case "int" ->
          out.writeLong(integer(json, place, "an int", Integer.MIN_VALUE, Integer.MAX_VALUE));
      case "long" -> out.writeLong(integer(json, place, "a long", Long.MIN_VALUE, Long.MAX_VALUE));
      case "float" -> out.writeFloat(parsed(digits(json), json, place, "a float", Float::valueOf));
      case "double" ->
          out.writeDouble(parsed(digits(json), json, place, "a double", Double::valueOf));
      case "string" -> text(out, json, place);
      case "bytes" ->
          out.writeBinary(
              parsed(words(json), json, place, "Base64", s -> Base64.getDecoder().decode(s)));
      case "big_integer" ->
          put(out, Codecs.BIG_INTEGER, digits(json), json, place, "an integer", BigInteger::new);
      case "big_decimal" ->
          put(out, Codecs.BIG_DECIMAL, digits(json), json, place, "a decimal", BigDecimal::new);
      case "uuid" -> put(out, Codecs.UUID, words(json), json, place, "a UUID", UUID::fromString);
      case "instant" ->
          put(
              out,
              Codecs.INSTANT,
              words(json),
              json,
              place,
              "2026-01-31T12:00:00Z",
              Instant::parse);
      case "duration" ->
          put(out, Codecs.DURATION, words(json), json, place, "PT1.5S", Duration::parse);
      case "local_date" ->
          put(out, Codecs.LOCAL_DATE, words(json), json, place, "2026-01-31", LocalDate::parse);
      case "local_time" ->
          put(out, Codecs.LOCAL_TIME, words(json), json, place, "12:00:00", LocalTime::parse);
      case "local_date_time" ->
          put(
              out,
              Codecs.LOCAL_DATE_TIME,
              words(json),
              json,
              place,
              "2026-01-31T12:00:00",
              LocalDateTime::parse);
      case "offset_date_time" ->
          put(
              out,
              Codecs.OFFSET_DATE_TIME,
              words(json),
              json,
              place,
              "2026-01-31T12:00:00+01:00",
              OffsetDateTime::parse);
      case "zoned_date_time" ->
          put(
              out,
              Codecs.ZONED_DATE_TIME,
              words(json),
              json,
              place,
              "2026-01-31T12:00:00+01:00[Europe/Zurich]",
              ZonedDateTime::parse);
      case "zone_id" ->
          put(out, Codecs.ZONE_ID, words(json), json, place, "Europe/Zurich", ZoneId::of);
      case "uri" -> put(out, Codecs.URI, words(json), json, place, "a URI", URI::create);
      default ->
          throw new InputException(
              place + " is of type " + kind + ", which this program is too old to know");
    }
  }

  private static boolean bool(JsonValue json, Place place) {
    if (json instanceof JsonValue.Bool bool) {
      return bool.value();
    }
    throw place.expected("true or false", json);
  }

  private static void text(WireWriter out, JsonValue json, Place place) {
    if (!(json instanceof JsonValue.Text text)) {
      throw place.expected("a string", json);
    }
    try {
      out.writeString(text.value());
    } catch (CodecException e) {
      throw new InputException(place + ": " + e.getMessage());
    }
  }

  private static int character(JsonValue json, Place place) {
    if (json instanceof JsonValue.Text text && text.value().length() == 1) {
      return text.value().charAt(0);
    }
    if (json instanceof JsonValue.Num) {
      return (int) integer(json, place, "a char", Character.MIN_VALUE, Character.MAX_VALUE);
    }
    throw place.expected("one character", json);
  }

  private static long integer(JsonValue json, Place place, String what, long min, long max) {
    BigDecimal number = parsed(digits(json), json, place, what, BigDecimal::new);
    long value;
    try {
      value = number.longValueExact(); // 1e3 and 5.0 are integers, too
    } catch (ArithmeticException e) {
      throw place.expected(what, json);
    }
    if (value < min || value > max) {
      throw place.expected(what + " (" + min + " to " + max + ")", json);
    }
    return value;
  }

  /** Returns the text of a number, which may be a string; empty if it is neither. */
  private static String digits(JsonValue json) {
    String text = json instanceof JsonValue.Num number ? number.digits() : words(json);
    return text.length() > MAX_DIGITS ? "" : text;
  }

  private static String words(JsonValue json) {
    return json instanceof JsonValue.Text text ? text.value() : "";
  }

  private static <T> void put(
      WireWriter out,
      Codec<T> codec,
      String text,
      JsonValue json,
      Place place,
      String what,
      Function<String, T> parser) {
    codec.write(out, parsed(text, json, place, what, parser));
  }

  private static <T> T parsed(
      String text, JsonValue json, Place place, String what, Function<String, T> parser) {
    if (text.isEmpty() && !(json instanceof JsonValue.Text)) {
      throw place.expected(what, json);
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw place.expected(what, json);
    }
  }
}
