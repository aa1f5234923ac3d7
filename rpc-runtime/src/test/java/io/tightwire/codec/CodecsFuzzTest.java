package io.tightwire.codec;

import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tightwire.codec.Samples.Sample;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For any bytes, each standard codec makes a value of them or throws a {@link CodecException};
 * {@link WireReader#skip} finds the same end; and a value comes back equal from its own bytes.
 *
 * <p>What may be allocated: for each codec an exception with its stack and a parser's own; for each
 * byte a few times the text that it may be part of, or a container's entry.
 */
class CodecsFuzzTest {

  private static final int AT_LEAST = 16 * 1024;
  private static final int PER_BYTE = 128;

  private static final Map<String, Codec<?>> CODECS = codecs();

  private static Map<String, Codec<?>> codecs() {
    Map<String, Codec<?>> codecs = new LinkedHashMap<>();
    Samples.all().forEach(sample -> codecs.put(sample.name(), sample.codec()));
    codecs.put("VOID", Codecs.VOID);
    codecs.put("ENUM", new EnumCodec<>("RoundingMode", RoundingMode.values()));
    return codecs;
  }

  static Stream<byte[]> samples() {
    return Samples.all().map(Sample::bytes);
  }

  @MethodSource("samples")
  @FuzzTest
  void valuesOrCodecExceptionsComeOfAnyBytes(byte[] message) {
    int end = skipped(message);
    CODECS.forEach(
        (name, codec) -> {
          requireThrift(codec, message);
          read(name, codec, message, end);
        });
  }

  /** Where the first value ends; -1 if there is none. */
  private static int skipped(byte[] message) {
    WireReader in = new WireReader(message);
    try {
      in.skip();
      return in.position();
    } catch (CodecException e) {
      return -1;
    }
  }

  private static <T> void read(String name, Codec<T> codec, byte[] message, int end) {
    WireReader in = new WireReader(message);
    T value;
    try {
      value = codec.read(in);
    } catch (CodecException e) {
      if (String.valueOf(e.getMessage()).length() > 300) {
        fail("Long message from " + name, e);
      }
      return;
    }
    if (in.position() != end) {
      fail("%s reads up to %s, skipping comes to %s", name, in.position(), end);
    }
    readBack(name, codec, value);
  }

  private static <T> void readBack(String name, Codec<T> codec, @Nullable T value) {
    byte[] bytes;
    try {
      bytes = Wire.written(out -> codec.write(out, value));
    } catch (CodecException e) {
      // A record's components that were missing are written, which may be one level too many.
      if (!String.valueOf(e.getMessage()).contains("nested deeper")) {
        fail(name + " can't write what it read: " + value, e);
      }
      return;
    }
    T again = codec.read(new WireReader(bytes));
    if (!Objects.deepEquals(again, value)) {
      fail("%s wrote %s and read %s", name, value, again);
    }
  }

  private static void requireThrift(Codec<?> codec, byte[] message) {
    long bound = AT_LEAST + (long) PER_BYTE * message.length;
    Allocation.assertWithin(
        () -> bound,
        () -> {
          try {
            Object unused = codec.read(new WireReader(message));
          } catch (CodecException e) {
            // refused
          }
        });
  }
}
