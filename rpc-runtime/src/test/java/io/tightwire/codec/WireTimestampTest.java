package io.tightwire.codec;

import static io.tightwire.codec.Wire.hex;
import static io.tightwire.codec.Wire.packed;
import static io.tightwire.codec.Wire.reader;
import static io.tightwire.codec.Wire.unpacked;
import static io.tightwire.codec.Wire.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageUnpacker;

class WireTimestampTest {

  static Stream<Instant> instants() {
    return LongStream.of(
            0,
            1,
            -1,
            (1L << 32) - 1,
            1L << 32,
            (1L << 34) - 1,
            1L << 34,
            Instant.MIN.getEpochSecond(),
            Instant.MAX.getEpochSecond())
        .boxed()
        .flatMap(
            seconds ->
                Stream.of(0, 1, 500_000_000, 999_999_999)
                    .map(nanos -> Instant.ofEpochSecond(seconds, nanos)));
  }

  @ParameterizedTest
  @MethodSource("instants")
  void timestampsMatchTheReference(Instant instant) {
    byte[] ours = written(out -> out.writeTimestamp(instant.getEpochSecond(), instant.getNano()));
    assertThat(ours).isEqualTo(packed(packer -> packer.packTimestamp(instant)));
    Instant reference = unpacked(ours, MessageUnpacker::unpackTimestamp);
    assertThat(reference).isEqualTo(instant);

    WireReader in = new WireReader(ours);
    assertThat(in.readTimestamp()).isEqualTo(instant);
    assertThat(in.isAtEnd()).isTrue();
    assertThat(written(Codecs.INSTANT, instant)).isEqualTo(ours);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, d6ff00000000",
    "4294967295, 0, d6ffffffffff",
    "4294967296, 0, d7ff0000000100000000",
    "0, 1, d7ff0000000400000000",
    "17179869183, 999999999, d7ffee6b27ffffffffff",
    "17179869184, 0, c70cff000000000000000400000000",
    "-1, 999999999, c70cff3b9ac9ffffffffffffffffff"
  })
  void timestampsHaveTheirShortestForm(long seconds, int nanos, String expected) {
    assertThat(hex(written(out -> out.writeTimestamp(seconds, nanos)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"d6ff00000007", "d7ff0000000000000007", "c70cff000000000000000000000007"})
  void timestampsNeedNotHaveTheirShortestForm(String hex) {
    assertThat(reader(hex).readTimestamp()).isEqualTo(Instant.ofEpochSecond(7));
  }

  @Test
  void nilIsNoTimestamp() {
    assertThat(reader("c0").readTimestamp()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d7ff ee6b2800 00000000", // 1,000,000,000 ns
        "d7ff ffffffff ffffffff",
        "c70cff 3b9aca00 0000000000000000", // 1,000,000,000 ns
        "c70cff ffffffff 0000000000000000",
        "c70cff 00000000 7fffffffffffffff",
        "c70cff 00000000 8000000000000000"
      })
  void timestampsOutOfRangeAreRefused(String hex) {
    WireReader in = reader(hex);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(in::readTimestamp)
        .withMessageStartingWith("Timestamp out of range");
  }

  @Test
  void secondsJustBeyondInstantAreRefused() {
    for (long seconds :
        new long[] {Instant.MAX.getEpochSecond() + 1, Instant.MIN.getEpochSecond() - 1}) {
      byte[] bytes = written(out -> out.writeTimestamp(seconds, 0));
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> new WireReader(bytes).readTimestamp())
          .withMessageContaining("out of range: " + seconds + " s");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "d60100000000, Expected a timestamp but found an extension of type 1 (byte 0)",
    "c70bff0000000000000000000000, 'A timestamp has 4, 8 or 12 bytes, not 11 (byte 0)'",
    "c700ff, 'A timestamp has 4, 8 or 12 bytes, not 0 (byte 0)'",
    "d4ff00, Expected a timestamp but found extension (byte 0)",
    "07, Expected a timestamp but found integer (byte 0)",
    "d6ff000000, Value is cut short (byte 2)",
    "c70c, Value is cut short (byte 2)"
  })
  void otherValuesAreRefused(String hex, String message) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> reader(hex).readTimestamp())
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_000_000_000, Integer.MIN_VALUE})
  void nanosecondsOutOfRangeAreNotWritten(int nanos) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> written(out -> out.writeTimestamp(0, nanos)))
        .withMessageContaining("not " + nanos);
  }
}
