package io.tightwire.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecSupportTest {

  private static WireReader reader(String hex) {
    return new WireReader(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @Test
  void taggedValuesAreEnteredAndLeft() {
    WireReader in = reader("92 a141 07 c3");
    assertThat(CodecSupport.beginTagged(in, "Shape")).isEqualTo("A");
    assertThat(in.readInt()).isEqualTo(7);
    in.endArray(0);
    assertThat(in.readBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"91a141, 1", "93a141c0c0, 3"})
  void taggedValuesHaveATagAndAValue(String hex, int elements) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> CodecSupport.beginTagged(reader(hex), "Shape"))
        .withMessage("Expected Shape as [tag, value], found " + elements + " elements");
  }

  @Test
  void tagIsNeverNil() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> CodecSupport.beginTagged(reader("92 c0 07"), "Shape"))
        .withMessage("Expected Shape as [tag, value], found nil as the tag");
  }

  @Test
  void unknownTagIsShownShortAndWithoutControlCharacters() {
    assertThat(CodecSupport.unknownTag("Shape", "\u0007" + "x".repeat(1000)))
        .hasMessageStartingWith("Shape has no case \"?xxx")
        .hasMessageEndingWith("x…\"; the peer may be newer than this side");
  }

  @Test
  void listsOfTheJdkThatFindElementsQuicklyAreWrittenByTheirIndices() {
    assertThat(CodecSupport.isIndexed(new ArrayList<>())).isTrue();
    assertThat(CodecSupport.isIndexed(List.of(1))).isTrue();
    assertThat(CodecSupport.isIndexed(List.of(1, 2, 3))).isTrue();
    assertThat(CodecSupport.isIndexed(new CopyOnWriteArrayList<>())).isFalse();
  }
}
