package io.tightwire.codec;

import static io.tightwire.codec.Wire.bytes;
import static io.tightwire.codec.Wire.hex;
import static io.tightwire.codec.Wire.reader;
import static io.tightwire.codec.Wire.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tightwire.codec.Samples.Sample;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecsTest {

  static Stream<Sample<?>> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  <T> void valuesHaveTheBytesThatTheProtocolSays(Sample<T> sample) {
    assertThat(hex(written(sample.codec(), sample.value()))).isEqualTo(hex(sample.bytes()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void bytesAreReadBack(Sample<?> sample) {
    WireReader in = new WireReader(sample.bytes());
    // Recursive, because arrays are not equal to one another.
    assertThat((Object) sample.codec().read(in))
        .usingRecursiveComparison()
        .isEqualTo(sample.value());
    assertThat(in.isAtEnd()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void nullTravelsAsNil(Sample<?> sample) {
    assertThat(written(out -> sample.codec().write(out, null))).isEqualTo(bytes("c0"));
    WireReader in = reader("c0");
    assertThat((Object) sample.codec().read(in)).isNull();
    assertThat(in.isAtEnd()).isTrue();
  }

  @Test
  void voidIsNilAndReadsAnything() {
    assertThat(written(out -> Codecs.VOID.write(out, null))).isEqualTo(bytes("c0"));
    for (String hex : new String[] {"c0", "05", "92c0a161", "8101c0"}) {
      WireReader in = reader(hex);
      assertThat(Codecs.VOID.read(in)).isNull();
      assertThat(in.isAtEnd()).isTrue();
    }
  }

  @Test
  void buffersOfAllKindsAreWrittenFromPositionToLimitAndLeftAlone() {
    ByteBuffer heap = ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, 5}, 1, 4).slice();
    ByteBuffer direct = ByteBuffer.allocateDirect(4).put(new byte[] {1, 2, 3, 4}).flip();
    for (ByteBuffer buffer : new ByteBuffer[] {heap, direct, heap.asReadOnlyBuffer()}) {
      buffer.position(1).limit(3);
      assertThat(hex(written(Codecs.BYTE_BUFFER, buffer))).isEqualTo("c4020203");
      assertThat(buffer.position()).isEqualTo(1);
      assertThat(buffer.limit()).isEqualTo(3);
    }
  }

  @Test
  void bytesThatWereReadAreCopies() {
    byte[] message = bytes("c40101");
    byte[] read = Codecs.BYTES.read(new WireReader(message));
    message[2] = 9;
    assertThat(read).containsExactly(1);
  }

  static Stream<Sample<?>> extremes() {
    return Stream.of(
        new Sample<>("DURATION", Codecs.DURATION, Duration.ofSeconds(Long.MIN_VALUE, 0), ""),
        new Sample<>(
            "DURATION", Codecs.DURATION, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), ""),
        new Sample<>("INSTANT", Codecs.INSTANT, Instant.MIN, ""),
        new Sample<>("INSTANT", Codecs.INSTANT, Instant.MAX, ""),
        new Sample<>("LOCAL_DATE_TIME", Codecs.LOCAL_DATE_TIME, LocalDateTime.MIN, ""),
        new Sample<>("LOCAL_DATE_TIME", Codecs.LOCAL_DATE_TIME, LocalDateTime.MAX, ""),
        new Sample<>("OFFSET_DATE_TIME", Codecs.OFFSET_DATE_TIME, OffsetDateTime.MIN, ""),
        new Sample<>("OFFSET_DATE_TIME", Codecs.OFFSET_DATE_TIME, OffsetDateTime.MAX, ""),
        new Sample<>(
            "ZONED_DATE_TIME",
            Codecs.ZONED_DATE_TIME,
            LocalDateTime.MAX.atZone(ZoneId.of("America/New_York")),
            ""),
        new Sample<>(
            "ZONED_DATE_TIME",
            Codecs.ZONED_DATE_TIME,
            LocalDateTime.MIN.atZone(ZoneId.of("UTC+18:00")),
            ""),
        new Sample<>(
            "BIG_DECIMAL",
            Codecs.BIG_DECIMAL,
            new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE),
            ""),
        new Sample<>(
            "BIG_DECIMAL",
            Codecs.BIG_DECIMAL,
            new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE),
            ""),
        new Sample<>("BIG_INTEGER", Codecs.BIG_INTEGER, BigInteger.ONE.shiftLeft(1_000_000), ""),
        new Sample<>("URI", Codecs.URI, URI.create(""), ""),
        new Sample<>("URI", Codecs.URI, URI.create("http://ex/ä?q=%20#f"), ""));
  }

  @ParameterizedTest
  @MethodSource("extremes")
  <T> void extremeValuesComeBackUnchanged(Sample<T> sample) {
    WireReader in = new WireReader(written(sample.codec(), sample.value()));
    assertThat(sample.codec().read(in)).isEqualTo(sample.value());
    assertThat(in.isAtEnd()).isTrue();
  }

  @Test
  void bothTimesOfAnAmbiguousHourComeBackUnchanged() {
    ZonedDateTime summer =
        ZonedDateTime.ofLocal(
            LocalDateTime.of(2024, 10, 27, 2, 30),
            ZoneId.of("Europe/Berlin"),
            ZoneOffset.ofHours(2));
    ZonedDateTime winter = summer.withLaterOffsetAtOverlap();
    assertThat(winter).isNotEqualTo(summer);
    for (ZonedDateTime time : new ZonedDateTime[] {summer, winter}) {
      assertThat(Codecs.ZONED_DATE_TIME.read(new WireReader(written(Codecs.ZONED_DATE_TIME, time))))
          .isEqualTo(time);
    }
  }

  @Test
  void theInstantIsKeptWhereTimeZoneDataDisagrees() {
    LocalDateTime noon = LocalDateTime.of(2024, 1, 1, 12, 0);
    byte[] message =
        written(
            out -> {
              out.beginArray(9);
              StandardCodecSupport.writeDateTime(out, noon);
              out.writeInt(5 * 3600);
              out.writeString("Europe/Berlin");
              out.endArray();
            });
    ZonedDateTime read =
        Objects.requireNonNull(Codecs.ZONED_DATE_TIME.read(new WireReader(message)));
    assertThat(read.toInstant()).isEqualTo(noon.toInstant(ZoneOffset.ofHours(5)));
    assertThat(read.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
  }

  static Stream<Sample<String>> hostile() {
    return Stream.of(
        hostile(Codecs.BIG_INTEGER, "c400", "Not a BigInteger: Zero length BigInteger (byte 0)"),
        hostile(Codecs.BIG_INTEGER, "a131", "Expected binary but found string"),
        hostile(Codecs.BIG_DECIMAL, "92 c400 00", "Not a BigDecimal: Zero length"),
        hostile(Codecs.BIG_DECIMAL, "92 c0 00", "Expected binary but found nil (byte 1)"),
        hostile(Codecs.BIG_DECIMAL, "92 c40101 ce80000000", "2147483648 is out of range for int"),
        hostile(Codecs.BIG_DECIMAL, "91 c40101", "Expected a BigDecimal of 2 fields but found 1"),
        hostile(Codecs.BIG_DECIMAL, "93 c40101 0000", "of 2 fields but found 3"),
        hostile(Codecs.UUID, "c40f" + "00".repeat(15), "A UUID has 16 bytes, not 15 (byte 0)"),
        hostile(Codecs.UUID, "c411" + "00".repeat(17), "A UUID has 16 bytes, not 17 (byte 0)"),
        hostile(Codecs.UUID, "c400", "A UUID has 16 bytes, not 0"),
        hostile(Codecs.DURATION, "92 01 ff", "Not a Duration: Invalid value for NanoOfSecond"),
        hostile(Codecs.DURATION, "92 01 ce3b9aca00", "Not a Duration: Invalid value"),
        hostile(Codecs.DURATION, "92 cfffffffffffffffff 00", "out of range for long"),
        hostile(Codecs.DURATION, "92 c0 00", "Expected an integer but found nil"),
        hostile(
            Codecs.LOCAL_DATE, "93 cd07e7 02 1d", "Not a LocalDate: Invalid date 'February 29'"),
        hostile(Codecs.LOCAL_DATE, "93 cd07e7 0d 01", "Not a LocalDate: Invalid value for Month"),
        hostile(Codecs.LOCAL_DATE, "93 cd07e7 01 00", "Not a LocalDate: Invalid value for DayOf"),
        hostile(
            Codecs.LOCAL_DATE, "93 ce3b9aca00 01 01", "Not a LocalDate: Invalid value for Year"),
        hostile(
            Codecs.LOCAL_DATE, "93 d280000000 01 01", "Not a LocalDate: Invalid value for Year"),
        hostile(
            Codecs.LOCAL_TIME, "94 18 00 00 00", "Not a LocalTime: Invalid value for HourOfDay"),
        hostile(Codecs.LOCAL_TIME, "94 00 3c 00 00", "Not a LocalTime: Invalid value for Minute"),
        hostile(Codecs.LOCAL_TIME, "94 00 00 ff 00", "Not a LocalTime: Invalid value for Second"),
        hostile(Codecs.LOCAL_TIME, "94 00 00 00 ff", "Not a LocalTime: Invalid value for Nano"),
        hostile(Codecs.LOCAL_DATE_TIME, "97 01 01 01 18 00 00 00", "Not a LocalDateTime"),
        hostile(
            Codecs.OFFSET_DATE_TIME, "98 01 01 01 00 00 00 00 ce0000fd21", "Not an OffsetDateT"),
        hostile(
            Codecs.OFFSET_DATE_TIME, "98 01 01 01 00 00 00 00 d280000000", "Not an OffsetDateT"),
        hostile(Codecs.ZONED_DATE_TIME, "99 01 01 01 00 00 00 00 00 c0", "string but found nil"),
        // An instant that the zone moves out of LocalDateTime's range.
        hostile(
            Codecs.ZONED_DATE_TIME,
            "99 ce3b9ac9ff 0c 1f 17 3b 3b 00 00 a6 2b31383a3030",
            "Not a ZonedDateTime"),
        hostile(
            Codecs.ZONED_DATE_TIME,
            "99 d2c4653601 01 01 00 00 00 00 00 a6 2d31383a3030",
            "Not a ZonedDateTime"));
  }

  private static Sample<String> hostile(Codec<?> codec, String hex, String message) {
    return new Sample<>(
        "", Codec.of((out, v) -> {}, in -> String.valueOf(codec.read(in))), message, hex);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void impossibleValuesAreRefused(Sample<String> sample) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> sample.codec().read(new WireReader(sample.bytes())))
        .withMessageContaining(sample.value())
        .withMessageMatching("(?s).*\\(byte \\d+\\)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Mars/Olympus",
        "europe/berlin",
        "../../etc/passwd",
        "java.lang.Runtime",
        "UTC+99",
        "+99:99",
        "+",
        "GMT+x",
        "Z0",
        "\u0000",
        "Europe/Berlin\u0000"
      })
  void unknownZonesAreRefused(String zone) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> Codecs.ZONED_DATE_TIME.read(new WireReader(zoned(zone))))
        .withMessageStartingWith("Not a ZonedDateTime: ");
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> Codecs.ZONE_ID.read(new WireReader(written(Codecs.STRING, zone))))
        .withMessageStartingWith("Not a ZoneId: ");
  }

  private static byte[] zoned(String zone) {
    return written(
        out -> {
          out.beginArray(9);
          StandardCodecSupport.writeDateTime(out, LocalDateTime.of(2024, 1, 1, 0, 0));
          out.writeInt(0);
          out.writeString(zone);
          out.endArray();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "http://[",
        "http://[::1",
        "http://[1:2:3:4:5:6:7:8:9]/",
        "%",
        "%zz",
        ":",
        "http:",
        "1a:b",
        "http://a/\u0000",
        "\n"
      })
  void malformedUrisAreRefused(String uri) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> Codecs.URI.read(new WireReader(written(Codecs.STRING, uri))))
        .withMessageStartingWith("Not a URI: ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "\u0000"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"A", "a/", "[", ":", "%41", "http://[::", "UTC+", "é", "\uD83D\uDE00", " "})
  void messagesStayShortHoweverLongTheTextIs(String part) {
    String text = part.repeat(200_000);
    assertShort(Codecs.ZONED_DATE_TIME, zoned(text));
    assertShort(Codecs.ZONED_DATE_TIME, zoned("UTC" + text));
    assertShort(Codecs.ZONE_ID, written(Codecs.STRING, "UTC" + text));
    assertShort(Codecs.URI, written(Codecs.STRING, text + " "));
    assertShort(Codecs.URI, written(Codecs.STRING, "http://" + text + " "));
  }

  private static void assertShort(Codec<?> codec, byte[] message) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> codec.read(new WireReader(message)))
        .satisfies(
            e -> {
              assertThat(e.getMessage()).hasSizeLessThan(250);
              assertThat(e.getCause()).isNull();
              // It goes back to the peer that caused it.
              assertThat(written(out -> out.writeString(e.getMessage()))).isNotEmpty();
            });
  }

  @Test
  void hugeBigIntegersAreJustRead() {
    byte[] magnitude = new byte[4 << 20];
    Arrays.fill(magnitude, (byte) 0x7f);
    BigInteger read = Codecs.BIG_INTEGER.read(new WireReader(written(Codecs.BYTES, magnitude)));
    assertThat(Objects.requireNonNull(read).bitLength()).isEqualTo(8 * magnitude.length - 1);
  }

  @Test
  void nonNullPassesValuesOn() {
    Codec<Integer> codec = Codecs.INT.nonNull();
    assertThat(hex(written(codec, 300))).isEqualTo("cd012c");
    assertThat(codec.read(reader("cd012c"))).isEqualTo(300);
  }

  @Test
  void nonNullRefusesNilAndNull() {
    Codec<Integer> codec = Codecs.INT.nonNull();
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> codec.read(reader("c0")))
        .withMessage("A value is null, which its type does not allow");
    WireWriter out = new WireWriter(8, 8);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> codec.write(out, null))
        .withMessage("A value is null, which its type does not allow");
    assertThat(out.size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"c0c0, c0", "05c0, c0", "c3, ''", "a0, ''"})
  void nonNullConsumesOneValueAtMost(String hex, String rest) {
    WireReader in = reader(hex);
    try {
      assertThat(Codecs.STRING.nonNull().read(in)).isNotNull();
    } catch (CodecException e) {
      assertThat(e.getMessage())
          .containsAnyOf("Expected a string but found", "A value is null, which");
    }
    assertThat(Wire.bytes(hex).length - in.position()).isEqualTo(rest.length() / 2);
  }
}
