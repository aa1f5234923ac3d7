package io.tightwire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import io.tightwire.codec.Samples.Sample;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/** Any bytes decode to a value or a CodecException, and allocate little memory. */
class HostileBytesTest {

  private static final int MAX_ALLOCATION = 1 << 20;

  static Stream<Sample<?>> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyTruncationIsRefused(Sample<?> sample) {
    byte[] whole = sample.bytes();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> sample.codec().read(new WireReader(part)));
      assertThatExceptionOfType(CodecException.class).isThrownBy(() -> new WireReader(part).skip());
      // The same within a larger array: bytes beyond the end do not belong to the reader.
      WireReader bounded = new WireReader(whole, 0, length);
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> sample.codec().read(bounded));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyCodecConsumesWhatSkipDoes(Sample<?> sample) {
    byte[] message = Arrays.copyOf(sample.bytes(), sample.bytes().length + 3);
    WireReader skipping = new WireReader(message);
    skipping.skip();
    WireReader reading = new WireReader(message);
    assertThat((Object) sample.codec().read(reading)).isNotNull();
    assertThat(reading.position()).isEqualTo(skipping.position()).isEqualTo(message.length - 3);
  }

  @Test
  void mutationsOfValidMessagesAreReadOrRefused() {
    Random random = new Random(42);
    List<Sample<?>> samples = samples().toList();
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 200_000; i++) {
      Sample<?> sample = samples.get(i % samples.size());
      byte[] message = mutated(sample.bytes(), random);
      CodecException refusal = readOrRefuse(sample.codec(), message);
      if (refusal == null) {
        read++;
      } else {
        refused++;
      }
    }
    assertThat(read).isGreaterThan(10_000);
    assertThat(refused).isGreaterThan(10_000);
  }

  @Test
  void everyCodecSurvivesEveryFirstByte() {
    Random random = new Random(43);
    for (Sample<?> sample : samples().toList()) {
      for (int first = 0; first < 256; first++) {
        byte[] message = new byte[24];
        random.nextBytes(message);
        message[0] = (byte) first;
        CodecException refusal = readOrRefuse(sample.codec(), message);
        assertThat(refusal == null || refusal.getMessage() != null).isTrue();
      }
    }
  }

  private static @Nullable CodecException readOrRefuse(Codec<?> codec, byte[] message) {
    long before = Wire.allocated();
    WireReader in = new WireReader(message);
    try {
      Object ignored = codec.read(in);
      assertThat(in.position()).isLessThanOrEqualTo(message.length);
      return null;
    } catch (CodecException e) {
      if (String.valueOf(e.getMessage()).length() > 300) {
        fail("Long message for %s", Wire.hex(message), e);
      }
      return e;
    } catch (RuntimeException | Error e) {
      return fail("Not a CodecException for %s".formatted(Wire.hex(message)), e);
    } finally {
      if (Wire.allocated() - before > MAX_ALLOCATION) {
        fail("Much allocated for %s", Wire.hex(message));
      }
    }
  }

  private static byte[] mutated(byte[] valid, Random random) {
    byte[] bytes = valid.clone();
    for (int mutations = 1 + random.nextInt(3); mutations > 0 && bytes.length > 0; mutations--) {
      int where = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[where] = (byte) random.nextInt();
        case 1 -> bytes[where] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[where] = (byte) (0xc0 + random.nextInt(0x20)); // a header
        case 3 -> bytes = Arrays.copyOf(bytes, where);
        default -> {
          byte[] longer = new byte[bytes.length + 1 + random.nextInt(4)];
          random.nextBytes(longer);
          System.arraycopy(bytes, 0, longer, 0, where);
          int rest = bytes.length - where;
          System.arraycopy(bytes, where, longer, longer.length - rest, rest);
          bytes = longer;
        }
      }
    }
    return bytes;
  }

  @Test
  void skippingConsumesExactlyOneValue() {
    Random random = new Random(44);
    for (int i = 0; i < 2_000; i++) {
      byte[] value = Wire.packed(packer -> pack(packer, random, 4));
      byte[] message = Arrays.copyOf(value, value.length + random.nextInt(10));
      WireReader in = new WireReader(message);
      in.skip();
      assertThat(in.position()).isEqualTo(value.length);

      int cut = random.nextInt(value.length);
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> new WireReader(value, 0, cut).skip());
    }
  }

  @Test
  void skippingAgreesWithTheReferenceOnMutatedValues() throws IOException {
    Random random = new Random(45);
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] message = mutated(Wire.packed(packer -> pack(packer, random, 3)), random);
      long expected = skippedByReference(message);
      WireReader in = new WireReader(message);
      try {
        in.skip();
        assertThat(in.position()).as(() -> Wire.hex(message)).isEqualTo(expected);
        accepted++;
      } catch (CodecException e) {
        // The reference's count of values overflows with maps of 2^30 entries and more.
        if (expected >= 0 && !String.valueOf(e.getMessage()).contains("announces")) {
          fail("Refused without reason: %s", Wire.hex(message), e);
        }
      }
    }
    assertThat(accepted).isBetween(1_000, 19_000);
  }

  private static long skippedByReference(byte[] message) throws IOException {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(message)) {
      unpacker.skipValue();
      return unpacker.getTotalReadBytes();
    } catch (MessagePackException e) {
      return -1;
    }
  }

  private static void pack(MessagePacker packer, Random random, int depth) throws IOException {
    switch (random.nextInt(depth > 0 ? 12 : 8)) {
      case 0 -> packer.packNil();
      case 1 -> packer.packBoolean(random.nextBoolean());
      case 2 -> packer.packLong(random.nextLong() >> random.nextInt(64));
      case 3 -> packer.packFloat(random.nextFloat());
      case 4 -> packer.packDouble(random.nextDouble());
      case 5 -> packer.packString("é".repeat(length(random)));
      case 6 -> {
        byte[] content = new byte[length(random)];
        packer.packBinaryHeader(content.length).writePayload(content);
      }
      case 7 -> {
        byte[] content = new byte[length(random)];
        packer.packExtensionTypeHeader((byte) random.nextInt(), content.length);
        packer.writePayload(content);
      }
      case 8, 9 -> {
        int size = size(random);
        packer.packMapHeader(size);
        for (int i = 0; i < 2 * size; i++) {
          pack(packer, random, depth - 1);
        }
      }
      default -> {
        int size = size(random);
        packer.packArrayHeader(size);
        for (int i = 0; i < size; i++) {
          pack(packer, random, depth - 1);
        }
      }
    }
  }

  private static int length(Random random) {
    return switch (random.nextInt(1000)) {
      case 0 -> 70_000;
      case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> 300;
      default -> random.nextInt(20);
    };
  }

  private static int size(Random random) {
    return random.nextInt(10) == 0 ? 20 : random.nextInt(5);
  }

  @Test
  void wideMapsAreSkippedToTheirEnd() {
    WireReader in = Wire.reader("df00000003 01a161 02a162 03a163 c3");
    in.skip();
    assertThat(in.readBoolean()).isTrue();
    assertThat(in.isAtEnd()).isTrue();
  }
}
