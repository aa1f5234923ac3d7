package io.tightwire.codec;

import static io.tightwire.codec.Wire.bytes;
import static io.tightwire.codec.Wire.packed;
import static io.tightwire.codec.Wire.reader;
import static io.tightwire.codec.Wire.unpacked;
import static io.tightwire.codec.Wire.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageUnpacker;

class WireTextTest {

  private static final String SMILE = "\uD83D\uDE00";

  static Stream<String> texts() {
    Stream<String> lengths =
        Stream.of(0, 1, 30, 31, 32, 33, 127, 128, 255, 256, 65_535, 65_536)
            .flatMap(
                length ->
                    Stream.of(
                        "a".repeat(length),
                        "é".repeat(length),
                        "€".repeat(length),
                        // The last character alone is beyond ASCII.
                        "a".repeat(Math.max(0, length - 2)) + "é"));
    return Stream.concat(
        lengths,
        Stream.of(
            SMILE,
            "a" + SMILE + "b",
            SMILE.repeat(100),
            "\u0080",
            "\u0000\u007f\u0080\u07ff\u0800\uffff",
            "\ufffd",
            "a".repeat(40) + "\ufffd",
            "?"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textIsWrittenAsTheReferenceWritesIt(String text) {
    byte[] bytes = written(out -> out.writeString(text));
    assertThat(bytes).isEqualTo(packed(packer -> packer.packString(text)));
    assertThat(unpacked(bytes, MessageUnpacker::unpackString)).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textOfTheReferenceIsRead(String text) {
    byte[] bytes = packed(packer -> packer.packString(text));

    WireReader in = new WireReader(bytes);
    assertThat(in.readString()).isEqualTo(text);
    assertThat(in.isAtEnd()).isTrue();

    WireReader skipping = new WireReader(bytes);
    int length = skipping.skipString();
    assertThat(skipping.isAtEnd()).isTrue();
    assertThat(new String(bytes, skipping.position() - length, length, UTF_8)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a161", "d90161", "da000161", "db0000000161"})
  void stringsNeedNotHaveTheirShortestForm(String hex) {
    assertThat(reader(hex).readString()).isEqualTo("a");
  }

  @Test
  void nullTextIsNil() {
    assertThat(written(out -> out.writeString(null))).isEqualTo(bytes("c0"));
    assertThat(reader("c0").readString()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // a continuation byte on its own
        "c3", // the second byte is missing
        "c328", // the second byte is ASCII
        "e282", // the third byte is missing
        "f09f98", // the fourth byte is missing
        "c080", // overlong NUL
        "c1bf", // overlong DEL
        "e09fbf", // overlong U+07FF
        "f08fbfbf", // overlong U+FFFF
        "eda080", // the surrogate U+D800
        "edbfbf", // the surrogate U+DFFF
        "eda0bdedb880", // a pair of surrogates (CESU-8)
        "f4908080", // U+110000
        "f8888080 80", // five bytes
        "fe",
        "ff"
      })
  void malformedUtf8IsRefused(String hex) {
    byte[] malformed = bytes(hex);
    for (int padding : new int[] {0, 1, 40, 300}) {
      byte[] message =
          packed(
              packer -> {
                packer.packRawStringHeader(malformed.length + 2 * padding);
                packer.writePayload("a".repeat(padding).getBytes(UTF_8));
                packer.writePayload(malformed);
                packer.writePayload("b".repeat(padding).getBytes(UTF_8));
              });
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> new WireReader(message).readString())
          .withMessageStartingWith("Text is not valid UTF-8");
    }
  }

  @Test
  void theReplacementCharacterDoesNotHideMalformedText() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> reader("a4 efbfbd ff").readString());
  }

  @ParameterizedTest
  @CsvSource({
    "'\uD83D', 0",
    "'\uDE00', 0",
    "'a\uD83D', 1",
    "'\uD83Da', 0",
    "'\uDE00\uD83D', 0",
    "'\uD83D\uDE00\uD83D', 2",
    "'\uD83D\uD83D\uDE00', 0"
  })
  void unpairedSurrogatesAreNotWritten(String text, int index) {
    for (int padding : new int[] {0, 40}) {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> written(out -> out.writeString("a".repeat(padding) + text)))
          .withMessageContaining("unpaired surrogate at index " + (padding + index));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a5 61", "d9 ff 61", "da ffff 61", "db 7fffffff 61", "db ffffffff 61"})
  void excessiveLengthsAreRefused(String hex) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> reader(hex).readString())
        .withMessageContaining("bytes but 1 bytes remain");
    assertThatExceptionOfType(CodecException.class).isThrownBy(() -> reader(hex).skipString());
    assertThatExceptionOfType(CodecException.class).isThrownBy(() -> reader(hex).skip());
  }

  @Test
  void excerptsAreShortCleanAndNeverHalfAPair() {
    assertThat(Excerpt.quoted("abc")).isEqualTo("\"abc\"");
    assertThat(Excerpt.quoted("a\nb\u001b")).isEqualTo("\"a?b?\"");
    assertThat(Excerpt.of("abcd", 4)).isEqualTo("abcd");
    assertThat(Excerpt.of("abcde", 4)).isEqualTo("abcd…");
    assertThat(Excerpt.of("abc" + SMILE, 4)).isEqualTo("abc…");
    assertThat(Excerpt.of("ab" + SMILE + "c", 4)).isEqualTo("ab" + SMILE + "…");
  }
}
