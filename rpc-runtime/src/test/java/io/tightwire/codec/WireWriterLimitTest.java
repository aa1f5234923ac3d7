package io.tightwire.codec;

import static io.tightwire.codec.Wire.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireWriterLimitTest {

  static Stream<Consumer<WireWriter>> values() {
    return Stream.of(
        WireWriter::writeNil,
        out -> out.writeBoolean(true),
        out -> out.writeInt(200),
        out -> out.writeInt(-200),
        out -> out.writeInt(70_000),
        out -> out.writeLong(Long.MIN_VALUE),
        out -> out.writeFloat(1),
        out -> out.writeDouble(1),
        out -> out.writeString(""),
        out -> out.writeString("abc"),
        out -> out.writeString("€"),
        out -> out.writeString("a".repeat(31)),
        out -> out.writeString("a".repeat(32)),
        out -> out.writeString("é".repeat(31)),
        out -> out.writeString("a".repeat(1000)),
        out -> out.writeBinary(new byte[300]),
        out -> out.beginArray(100_000),
        out -> out.beginMap(100),
        out -> out.writeTimestamp(0, 0),
        out -> out.writeTimestamp(0, 1),
        out -> out.writeTimestamp(-1, 1));
  }

  @ParameterizedTest
  @MethodSource("values")
  void theLimitIsExact(Consumer<WireWriter> value) {
    byte[] expected = Wire.written(value);
    byte[] prefix = {1, 2, 3};
    int full = prefix.length + expected.length;
    for (int capacity : new int[] {3, 4, full - 1, full, full + 1, full * 3}) {
      // Capacity for the value and not a byte more, for any size of the first buffer.
      WireWriter fits = new WireWriter(Arrays.copyOf(prefix, capacity), 3, full);
      value.accept(fits);
      assertThat(fits.size()).isEqualTo(full);
      assertThat(fits.toByteArray()).startsWith(prefix).endsWith(expected);

      WireWriter tooSmall = new WireWriter(Arrays.copyOf(prefix, capacity), 3, full - 1);
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> value.accept(tooSmall))
          .withMessageContaining((full - 1) + " bytes");
      assertThat(tooSmall.size()).isBetween(3, full - 1);
      assertThat(tooSmall.toByteArray()).startsWith(prefix);
    }
  }

  @Test
  void aFullWriterTakesNothingMore() {
    WireWriter out = new WireWriter(0, 3);
    out.writeInt(1);
    out.writeInt(2);
    out.writeInt(3);
    assertThatExceptionOfType(CodecException.class).isThrownBy(out::writeNil);
    assertThat(out.toByteArray()).isEqualTo(bytes("010203"));
  }

  @Test
  void buffersGrowNoLargerThanTheLimit() {
    WireWriter out = new WireWriter(4, 100);
    for (int i = 0; i < 100; i++) {
      out.writeInt(i);
      assertThat(out.buffer().length).isLessThanOrEqualTo(100);
    }
    assertThat(out.size()).isEqualTo(100);
  }

  @Test
  void largeValuesAreRefusedBeforeAllocation() {
    byte[] large = new byte[64 << 20];
    WireWriter out = new WireWriter(16, 1 << 20);
    long before = Wire.allocated();
    assertThatExceptionOfType(CodecException.class).isThrownBy(() -> out.writeBinary(large));
    assertThat(Wire.allocated() - before).isLessThan(4 << 20);
  }

  @Test
  void aFullBufferIsReplacedAndItsContentKept() {
    byte[] first = {1, 2};
    WireWriter out = new WireWriter(first, 2, 100);
    out.writeInt(3);
    assertThat(out.toByteArray()).isEqualTo(bytes("010203"));
    assertThat(out.buffer()).isNotSameAs(first);
    assertThat(first).isEqualTo(bytes("0102"));
  }

  @Test
  void prefixesLargerThanTheLimitAreRefused() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> new WireWriter(new byte[8], 5, 4));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> new WireWriter(new byte[8], 9, 100));
  }

  @Test
  void aBufferThatJustSufficesIsKept() {
    byte[] first = {1, 2, 0};
    WireWriter out = new WireWriter(first, 2, 100);
    out.writeInt(3);
    assertThat(out.buffer()).isSameAs(first);
    assertThat(first).isEqualTo(bytes("010203"));
  }

  @Test
  void onlyAValueAboveTheLimitSaysSo() {
    WireWriter out = new WireWriter(8, 8);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> out.writeBinary(new byte[100]))
        .satisfies(e -> assertThat(e.isTooLarge()).isTrue());
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> out.writeString("\ud800"))
        .satisfies(e -> assertThat(e.isTooLarge()).isFalse());
  }
}
