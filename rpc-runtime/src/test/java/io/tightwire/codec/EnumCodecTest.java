package io.tightwire.codec;

import static io.tightwire.codec.Wire.hex;
import static io.tightwire.codec.Wire.reader;
import static io.tightwire.codec.Wire.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class EnumCodecTest {

  enum Color {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "not the name";
      }
    }
  }

  private static final EnumCodec<Color> CODEC = new EnumCodec<>("Color", Color.values());

  @Test
  void constantsTravelByName() {
    assertThat(hex(written(CODEC, Color.GREEN))).isEqualTo("a5475245454e");
    for (Color color : Color.values()) {
      assertThat(CODEC.read(new WireReader(written(CODEC, color)))).isSameAs(color);
    }
  }

  @Test
  void nullIsNil() {
    assertThat(hex(Wire.written(out -> CODEC.write(out, null)))).isEqualTo("c0");
    assertThat(CODEC.read(reader("c0"))).isNull();
  }

  @Test
  void unknownConstantsAreNamed() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> CODEC.read(new WireReader(written(Codecs.STRING, "BLUE"))))
        .withMessage(
            "Color has no constant \"BLUE\"; the peer may be newer than this side (byte 0)");
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> CODEC.read(new WireReader(written(Codecs.STRING, "red"))));
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> CODEC.read(new WireReader(written(Codecs.STRING, ""))));
  }

  @Test
  void longNamesAreCutInMessages() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> CODEC.read(new WireReader(written(Codecs.STRING, "\n".repeat(100_000)))))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContain("\n"));
  }

  @Test
  void ordinalsAreNotNames() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> CODEC.read(reader("00")))
        .withMessage("Expected a string but found integer (byte 0)");
  }
}
