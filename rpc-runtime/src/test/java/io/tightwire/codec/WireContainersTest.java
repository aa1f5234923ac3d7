package io.tightwire.codec;

import static io.tightwire.codec.Wire.bytes;
import static io.tightwire.codec.Wire.packed;
import static io.tightwire.codec.Wire.reader;
import static io.tightwire.codec.Wire.unpacked;
import static io.tightwire.codec.Wire.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessageUnpacker;

class WireContainersTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 127, 128, 255, 256, 65_535, 65_536, 1 << 20})
  void binaryMatchesTheReference(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    byte[] expected =
        packed(
            packer -> {
              packer.packBinaryHeader(length);
              packer.writePayload(content);
            });

    assertThat(written(out -> out.writeBinary(content))).isEqualTo(expected);
    WireReader in = new WireReader(expected);
    assertThat(in.readBinary()).isEqualTo(content);
    assertThat(in.isAtEnd()).isTrue();
  }

  @Test
  void partsOfArraysAreWritten() {
    byte[] content = {1, 2, 3, 4};
    assertThat(written(out -> out.writeBinary(content, 1, 2))).isEqualTo(bytes("c4020203"));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> written(out -> out.writeBinary(content, 3, 2)));
  }

  @Test
  void nullBinaryIsNil() {
    assertThat(written(out -> out.writeBinary(null))).isEqualTo(bytes("c0"));
    assertThat(reader("c0").readBinary()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 255, 256, 65_535, 65_536, 100_000})
  void arraysMatchTheReference(int length) {
    byte[] expected =
        packed(
            packer -> {
              packer.packArrayHeader(length);
              for (int i = 0; i < length; i++) {
                packer.packInt(i);
              }
            });
    byte[] ours =
        written(
            out -> {
              out.beginArray(length);
              for (int i = 0; i < length; i++) {
                out.writeInt(i);
              }
              out.endArray();
            });
    assertThat(ours).isEqualTo(expected);
    assertThat(unpacked(ours, MessageUnpacker::unpackValue).asArrayValue().size())
        .isEqualTo(length);

    WireReader in = new WireReader(expected);
    assertThat(in.beginArray()).isEqualTo(length);
    for (int i = 0; i < length; i++) {
      assertThat(in.readInt()).isEqualTo(i);
    }
    in.endArray(0);
    assertThat(in.isAtEnd()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 255, 256, 65_535, 65_536})
  void mapsMatchTheReference(int entries) {
    byte[] expected =
        packed(
            packer -> {
              packer.packMapHeader(entries);
              for (int i = 0; i < entries; i++) {
                packer.packInt(i).packBoolean(true);
              }
            });
    byte[] ours =
        written(
            out -> {
              out.beginMap(entries);
              for (int i = 0; i < entries; i++) {
                out.writeInt(i);
                out.writeBoolean(true);
              }
              out.endMap();
            });
    assertThat(ours).isEqualTo(expected);
    assertThat(unpacked(ours, MessageUnpacker::unpackValue).asMapValue().size()).isEqualTo(entries);

    WireReader in = new WireReader(expected);
    assertThat(in.beginMap()).isEqualTo(entries);
    for (int i = 0; i < entries; i++) {
      assertThat(in.readInt()).isEqualTo(i);
      assertThat(in.readBoolean()).isTrue();
    }
    in.endMap();
    assertThat(in.isAtEnd()).isTrue();
  }

  /**
   * A collection may have grown or shrunk between its size and its end: what was written is what
   * counts, however long the header that was written first.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "1, 0",
    "3, 4",
    "4, 3",
    "15, 16",
    "16, 15",
    "3, 70000",
    "70000, 3",
    "65535, 65536",
    "65536, 65535",
    "300, 299",
    "2000000000, 2"
  })
  void arraysHaveTheLengthThatWasWritten(int announced, int written) {
    byte[] expected =
        packed(
            packer -> {
              packer.packInt(7);
              packer.packArrayHeader(written);
              for (int i = 0; i < written; i++) {
                packer.packInt(i);
              }
              packer.packInt(8);
            });
    byte[] ours =
        written(
            out -> {
              out.writeInt(7);
              int from = out.size();
              out.beginArray(announced);
              for (int i = 0; i < written; i++) {
                out.writeInt(i);
              }
              out.endArray(from, written);
              out.writeInt(8);
            });
    assertThat(ours).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "4, 3", "15, 16", "16, 15", "70000, 3", "3, 70000", "1000000000, 1"})
  void mapsHaveTheLengthThatWasWritten(int announced, int written) {
    byte[] expected =
        packed(
            packer -> {
              packer.packMapHeader(written);
              for (int i = 0; i < written; i++) {
                packer.packInt(i).packBoolean(true);
              }
            });
    byte[] ours =
        written(
            out -> {
              int from = out.size();
              out.beginMap(announced);
              for (int i = 0; i < written; i++) {
                out.writeInt(i);
                out.writeBoolean(true);
              }
              out.endMap(from, written);
            });
    assertThat(ours).isEqualTo(expected);
  }

  @Test
  void lengthsOfNestedArraysAreCorrectedFromTheInsideOut() {
    byte[] ours =
        written(
            out -> {
              int outer = out.size();
              out.beginArray(100);
              int inner = out.size();
              out.beginArray(1);
              for (int i = 0; i < 20; i++) {
                out.writeInt(i);
              }
              out.endArray(inner, 20);
              int map = out.size();
              out.beginMap(16);
              out.endMap(map, 0);
              out.endArray(outer, 2);
            });
    assertThat(ours).isEqualTo(bytes("92 dc0014 000102030405060708090a0b0c0d0e0f10111213 80"));
  }

  @Test
  void headerThatGrowsIsBoundedLikeEverythingElse() {
    WireWriter out = new WireWriter(16, 17);
    out.beginArray(15);
    for (int i = 0; i < 16; i++) {
      out.writeInt(i);
    }
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> out.endArray(0, 16))
        .matches(CodecException::isTooLarge);
  }

  @Test
  void lengthsThatNoCollectionCanHaveAreRefused() {
    WireWriter out = new WireWriter(16, 100);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> out.beginArray(-1))
        .withMessageContaining("-1");
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> out.beginMap(Integer.MIN_VALUE))
        .withMessageContaining("-2147483648");
    assertThat(out.size()).isZero();
  }

  @Test
  void onlyAnArrayCanBeEndedAsOne() {
    WireWriter out = new WireWriter(16, 100);
    out.writeInt(7);
    out.beginArray(1);
    out.writeInt(1);
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> out.endArray(0, 2));
    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> out.endMap(1, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> out.endArray(3, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"91c0", "dc0001c0", "dd00000001c0"})
  void arraysNeedNotHaveTheirShortestForm(String hex) {
    assertThat(reader(hex).beginArray()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"81c0c0", "de0001c0c0", "df00000001c0c0"})
  void mapsNeedNotHaveTheirShortestForm(String hex) {
    assertThat(reader(hex).beginMap()).isEqualTo(1);
  }

  @Test
  void elementsThatAreNotKnownAreSkipped() {
    WireReader in = reader("94 01 a161 92 c0 c0 81 01 02 2a");
    assertThat(in.beginArray()).isEqualTo(4);
    assertThat(in.readInt()).isEqualTo(1);
    in.endArray(3);
    assertThat(in.readInt()).isEqualTo(42);
  }

  @Test
  void missingElementsAreNoReasonToSkip() {
    WireReader in = reader("90 2a");
    in.beginArray();
    in.endArray(-2);
    assertThat(in.readInt()).isEqualTo(42);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "91",
        "9f c0c0",
        "dc ffff c0c0",
        "dd 7fffffff c0c0",
        "dd 80000000 c0c0",
        "dd ffffffff c0c0"
      })
  void excessiveArrayCountsAreRefusedBeforeAllocation(String hex) {
    refusedCheaply(hex, in -> new ArrayList<>(in.beginArray()).size());
    refusedCheaply(hex, WireContainersTest::skip);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "81",
        "81 c0",
        "82 c0c0c0",
        "8f c0c0",
        "de ffff c0c0",
        "df 40000000 c0c0",
        "df 7fffffff c0c0",
        "df 80000000 c0c0",
        "df 80000001 c0c0",
        "df ffffffff c0c0"
      })
  void excessiveMapCountsAreRefusedBeforeAllocation(String hex) {
    refusedCheaply(hex, in -> new ArrayList<>(in.beginMap()).size());
    refusedCheaply(hex, WireContainersTest::skip);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"c4 03 0101", "c5 ffff 0101", "c6 7fffffff 0101", "c6 80000000 01", "c6 ffffffff"})
  void excessiveBinaryLengthsAreRefusedBeforeAllocation(String hex) {
    refusedCheaply(
        hex,
        in -> {
          byte[] read = in.readBinary();
          return read == null ? 0 : read.length;
        });
    refusedCheaply(hex, WireContainersTest::skip);
  }

  private static int skip(WireReader in) {
    in.skip();
    return 0;
  }

  private static void refusedCheaply(String hex, ToIntFunction<WireReader> read) {
    WireReader in = reader(hex);
    long before = Wire.allocated();
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> read.applyAsInt(in))
        .withMessageMatching("A header announces .* remain.*|Value is cut short.*");
    assertThat(Wire.allocated() - before).isLessThan(4 << 20);
  }

  /**
   * Each of 60 nested arrays claims nearly all bytes of the message. Every single claim could be
   * true, but not all of them.
   */
  @Test
  void nestedCountsCannotClaimTheSameBytesAgain() {
    byte[] message = new byte[1 << 20];
    for (int level = 0; level < 60; level++) {
      System.arraycopy(bytes("dd000f0000"), 0, message, level * 5, 5);
    }
    WireReader in = new WireReader(message);
    long before = Wire.allocated();
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> tree(in))
        .withMessage("Headers announce 1966080 values in 1048576 bytes (byte 10)");
    assertThat(Wire.allocated() - before).isLessThan(32 << 20);
  }

  private static List<Object> tree(WireReader in) {
    int length = in.beginArray();
    List<Object> elements = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      elements.add(tree(in));
    }
    in.endArray(0);
    return elements;
  }

  @Test
  void theFullestMessageIsAccepted() {
    // 1 + 15 arrays of 15 arrays of 15 empty arrays: nothing but headers.
    byte[] message =
        written(
            out -> {
              out.beginArray(15);
              for (int i = 0; i < 15; i++) {
                out.beginArray(15);
                for (int k = 0; k < 15; k++) {
                  out.beginArray(0);
                  out.endArray();
                }
                out.endArray();
              }
              out.endArray();
            });
    WireReader in = new WireReader(message);
    assertThat(tree(in)).hasSize(15);
    assertThat(in.isAtEnd()).isTrue();
    WireReader skipping = new WireReader(message);
    skipping.skip();
    assertThat(skipping.isAtEnd()).isTrue();
  }

  @Test
  void manyValuesInARowStayWithinTheirBounds() {
    byte[] message = new byte[10_000];
    Arrays.fill(message, (byte) 0x90);
    WireReader in = new WireReader(message);
    while (!in.isAtEnd()) {
      assertThat(in.beginArray()).isZero();
      in.endArray(0);
    }
  }

  @Test
  void writingStopsAtTheDepthLimit() {
    WireWriter out = new WireWriter(16, 1000);
    for (int level = 0; level < WireWriter.MAX_DEPTH; level++) {
      if (level % 2 == 0) {
        out.beginArray(1);
      } else {
        out.beginMap(1);
      }
    }
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> out.beginArray(0))
        .withMessageContaining("deeper than 64 levels");
    assertThatExceptionOfType(CodecException.class).isThrownBy(() -> out.beginMap(0));
  }

  @Test
  void siblingsDoNotAddToTheDepth() {
    byte[] message =
        written(
            out -> {
              out.beginArray(200);
              for (int i = 0; i < 100; i++) {
                out.beginArray(0);
                out.endArray();
                out.beginMap(0);
                out.endMap();
              }
              out.endArray();
            });
    WireReader in = new WireReader(message);
    assertThat(in.beginArray()).isEqualTo(200);
    for (int i = 0; i < 100; i++) {
      in.beginArray();
      in.endArray(0);
      in.beginMap();
      in.endMap();
    }
    in.endArray(0);
    WireReader skipping = new WireReader(message);
    skipping.skip();
    assertThat(skipping.isAtEnd()).isTrue();
  }

  @Test
  void readingStopsAtTheDepthLimit() {
    WireReader fits = new WireReader(nested(WireWriter.MAX_DEPTH));
    assertThat(depth(fits)).isEqualTo(WireWriter.MAX_DEPTH);
    assertThat(fits.isAtEnd()).isTrue();
    for (int levels : new int[] {WireWriter.MAX_DEPTH + 1, 100_000}) {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> depth(new WireReader(nested(levels))))
          .withMessageStartingWith("Value is nested deeper than 64 levels");
    }
  }

  @Test
  void skippingStopsAtTheDepthLimit() {
    WireReader fits = new WireReader(nested(WireWriter.MAX_DEPTH));
    fits.skip();
    assertThat(fits.isAtEnd()).isTrue();
    for (int levels : new int[] {WireWriter.MAX_DEPTH + 1, 1_000_000}) {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> new WireReader(nested(levels)).skip())
          .withMessageStartingWith("Value is nested deeper than 64 levels");
    }
  }

  @Test
  void nestingAroundASkippedValueCountsForItsDepth() {
    WireReader in = new WireReader(nested(WireWriter.MAX_DEPTH + 1));
    in.beginArray();
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(in::skip)
        .withMessageStartingWith("Value is nested deeper than 64 levels");
  }

  private static byte[] nested(int levels) {
    byte[] message = new byte[levels];
    Arrays.fill(message, (byte) 0x91);
    message[levels - 1] = (byte) 0x90;
    return message;
  }

  private static int depth(WireReader in) {
    int below = in.beginArray() == 0 ? 0 : depth(in);
    in.endArray(0);
    return below + 1;
  }

  /** The bound is what this reader has, wherever in the message that begins. */
  @Test
  void nestedCountsAreMeasuredAgainstTheReadersOwnBytes() {
    byte[] message = new byte[1000];
    System.arraycopy(bytes("dc0028" + "dc0026"), 0, message, 940, 6);
    WireReader in = new WireReader(message, 940, 60);
    assertThat(in.beginArray()).isEqualTo(40);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(in::beginArray)
        .withMessage("Headers announce 78 values in 60 bytes (byte 6)");
  }
}
