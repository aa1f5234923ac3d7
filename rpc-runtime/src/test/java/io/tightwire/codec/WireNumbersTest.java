package io.tightwire.codec;

import static io.tightwire.codec.Wire.packed;
import static io.tightwire.codec.Wire.reader;
import static io.tightwire.codec.Wire.unpacked;
import static io.tightwire.codec.Wire.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageUnpacker;

class WireNumbersTest {

  /** Every power of two with its neighbours, of both signs: all width boundaries are among them. */
  static LongStream integers() {
    return LongStream.rangeClosed(0, 63)
        .flatMap(bit -> LongStream.rangeClosed(-2, 2).map(near -> (1L << bit) + near))
        .flatMap(value -> LongStream.of(value, -value))
        .distinct();
  }

  @Test
  void integersAreWrittenAsTheReferenceWritesThem() {
    assertThat(integers())
        .hasSizeGreaterThan(400)
        .allSatisfy(
            value -> {
              byte[] bytes = written(out -> out.writeLong(value));
              assertThat(bytes).isEqualTo(packed(packer -> packer.packLong(value)));
              assertThat(unpacked(bytes, MessageUnpacker::unpackLong)).isEqualTo(value);
            });
  }

  @Test
  void integersOfTheReferenceAreRead() {
    assertThat(integers())
        .allSatisfy(
            value -> {
              WireReader in = new WireReader(packed(packer -> packer.packLong(value)));
              assertThat(in.readLong()).isEqualTo(value);
              assertThat(in.isAtEnd()).isTrue();
            });
  }

  @Test
  void eachTypeIsReadWithinItsRangeAndRefusedOutsideIt() {
    assertThat(integers())
        .allSatisfy(
            value -> {
              byte[] bytes = written(out -> out.writeLong(value));
              range(bytes, value, Byte.MIN_VALUE, Byte.MAX_VALUE, WireReader::readByte);
              range(bytes, value, Short.MIN_VALUE, Short.MAX_VALUE, WireReader::readShort);
              range(bytes, value, Integer.MIN_VALUE, Integer.MAX_VALUE, WireReader::readInt);
              range(bytes, value, 0, Character.MAX_VALUE, in -> (int) in.readChar());
            });
  }

  private static void range(
      byte[] bytes, long value, long min, long max, Function<WireReader, Number> read) {
    WireReader in = new WireReader(bytes);
    if (value >= min && value <= max) {
      assertThat(read.apply(in).longValue()).isEqualTo(value);
      assertThat(in.isAtEnd()).isTrue();
    } else {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> read.apply(in))
          .withMessageContaining(value + " is out of range for")
          .withMessageEndingWith("(byte 0)");
    }
  }

  @Test
  void theTypedWritersAgreeWithWriteLong() {
    assertThat(integers())
        .allSatisfy(
            any -> {
              long value = any;
              int in32 = (int) value;
              assertThat(written(out -> out.writeByte((byte) value)))
                  .isEqualTo(written(out -> out.writeLong((byte) value)));
              assertThat(written(out -> out.writeShort((short) value)))
                  .isEqualTo(written(out -> out.writeLong((short) value)));
              assertThat(written(out -> out.writeChar((char) value)))
                  .isEqualTo(written(out -> out.writeLong((char) value)));
              assertThat(written(out -> out.writeInt(in32)))
                  .isEqualTo(written(out -> out.writeLong(in32)));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "05",
        "cc05",
        "cd0005",
        "ce00000005",
        "cf0000000000000005",
        "d005",
        "d10005",
        "d200000005",
        "d30000000000000005"
      })
  void integersNeedNotHaveTheirShortestForm(String hex) {
    assertThat(reader(hex).readByte()).isEqualTo((byte) 5);
    assertThat(reader(hex).readInt()).isEqualTo(5);
    assertThat(reader(hex).readLong()).isEqualTo(5);
  }

  @Test
  void unsignedIntegersBeyondLongAreRefused() {
    byte[] bytes =
        packed(
            packer -> packer.packBigInteger(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)));

    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> new WireReader(bytes).readLong())
        .withMessage("18446744073709551615 is out of range for long (byte 0)");
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> reader("cf8000000000000000").readInt());
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        -0.0,
        1.5,
        Math.PI,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.NEGATIVE_INFINITY,
        Double.NaN
      })
  void floatsKeepTheirBits(double value) {
    byte[] wide = written(out -> out.writeDouble(value));
    assertThat(wide).isEqualTo(packed(packer -> packer.packDouble(value)));
    assertThat(new WireReader(wide).readDouble()).isEqualTo(Double.valueOf(value));

    float narrow = (float) value;
    byte[] bytes = written(out -> out.writeFloat(narrow));
    assertThat(bytes).isEqualTo(packed(packer -> packer.packFloat(narrow)));
    assertThat(new WireReader(bytes).readFloat()).isEqualTo(Float.valueOf(narrow));
    assertThat(new WireReader(bytes).readDouble()).isEqualTo(Double.valueOf(narrow));
  }

  @Test
  void unusualNotANumbersKeepTheirBits() {
    long bits = 0x7ff8_dead_beef_0001L;
    byte[] bytes = written(out -> out.writeDouble(Double.longBitsToDouble(bits)));
    assertThat(Double.doubleToRawLongBits(new WireReader(bytes).readDouble())).isEqualTo(bits);
  }

  @Test
  void wideFloatsAreNotNarrowedSilently() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> reader("cb3ff8000000000000").readFloat())
        .withMessage("Expected a 32-bit float but found a 64-bit one (byte 0)");
  }

  @Test
  void booleansAreReadAndWritten() {
    assertThat(written(out -> out.writeBoolean(true)))
        .isEqualTo(packed(packer -> packer.packBoolean(true)));
    assertThat(written(out -> out.writeBoolean(false)))
        .isEqualTo(packed(packer -> packer.packBoolean(false)));
    assertThat(reader("c3").readBoolean()).isTrue();
    assertThat(reader("c2").readBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "c0, nil",
    "c2, boolean",
    "ca00000000, float",
    "a161, string",
    "c40101, binary",
    "90, array",
    "80, map",
    "d40001, extension",
    "c1, '0xc1, which is not MessagePack'"
  })
  void otherKindsAreNamedWhereAnIntegerIsExpected(String hex, String found) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> reader(hex).readInt())
        .withMessage("Expected an integer but found " + found + " (byte 0)");
  }

  static Stream<Function<WireReader, Object>> readers() {
    return Stream.of(
        WireReader::readBoolean,
        WireReader::readByte,
        WireReader::readShort,
        WireReader::readChar,
        WireReader::readInt,
        WireReader::readLong,
        WireReader::readFloat,
        WireReader::readDouble,
        WireReader::beginArray,
        WireReader::beginMap,
        WireReader::skipString);
  }

  @ParameterizedTest
  @MethodSource("readers")
  void nilIsNeitherANumberNorAContainer(Function<WireReader, Object> read) {
    assertThatThrownBy(() -> read.apply(reader("c0")))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("found nil");
  }

  @ParameterizedTest
  @MethodSource("readers")
  void nothingIsReadFromNothing(Function<WireReader, Object> read) {
    assertThatThrownBy(() -> read.apply(reader("")))
        .isInstanceOf(CodecException.class)
        .hasMessage("Value is cut short (byte 0)");
    assertThatThrownBy(() -> reader("").tryReadNil()).isInstanceOf(CodecException.class);
  }

  @Test
  void positionsInMessagesCountFromTheReadersStart() {
    WireReader in = new WireReader(Wire.bytes("c0c0c0 05 c0 c0"), 3, 2);
    assertThat(in.readInt()).isEqualTo(5);
    assertThat(in.position()).isEqualTo(4);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(in::readInt)
        .withMessageEndingWith("(byte 1)");
    assertThat(in.isAtEnd()).isTrue();
    assertThatExceptionOfType(CodecException.class).isThrownBy(in::tryReadNil);
  }

  @Test
  void zeroIsReadInTheWidestUnsignedForm() {
    assertThat(reader("cf0000000000000000").readLong()).isZero();
  }
}
