package io.tightwire.internal.wire;

import static io.tightwire.internal.wire.Frames.bytes;
import static io.tightwire.internal.wire.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.codec.Codecs;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemsTest {

  /** The first frame, an item, and those that follow it. */
  private static Items first(FrameReader reader) throws BadFrameException {
    return reader.itemRun((Frame.Item) reader.next());
  }

  private static List<String> values(Items items) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < items.count(); i++) {
      assertThat(items.length(i)).isEqualTo(items.value(i).length());
      values.add(hex(items.value(i)));
    }
    return values;
  }

  @Test
  void itemsOfOneCallComeTogether() throws BadFrameException {
    FrameReader reader = new FrameReader().open(bytes("93 04 05 01  93 04 05 a178  93 04 05 9107"));
    assertThat(values(first(reader))).containsExactly("01", "a178", "9107");
    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void followingFramesAreNotRead() throws BadFrameException {
    FrameReader reader =
        new FrameReader()
            .open(bytes("93 04 05 01  93 04 05 02  93 04 06 03  93 04 06 04  92 05 06"));
    assertThat(values(first(reader))).containsExactly("01", "02");
    assertThat(values(first(reader))).as("of another call").containsExactly("03", "04");
    assertThat(reader.next()).isEqualTo(new Frame.End(6));
  }

  @Test
  void itemsOfLaterVersionsComeOneByOneWithoutTheNewElements() throws BadFrameException {
    FrameReader reader =
        new FrameReader().open(bytes("94 04 05 01 c3  94 04 05 02 c3  93 04 05 03"));
    assertThat(values(first(reader))).containsExactly("01");
    assertThat(values(first(reader))).containsExactly("02");
    assertThat(values(first(reader))).containsExactly("03");
  }

  @Test
  void badItemIsLeftToBeReportedAlone() throws BadFrameException {
    FrameReader reader = new FrameReader().open(bytes("93 04 05 01  93 04 05 c1"));
    assertThat(values(first(reader))).containsExactly("01");
    assertThatThrownBy(reader::next).isInstanceOf(BadFrameException.class);
    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void itemThatIsCutShortIsLeftToBeReportedAlone() throws BadFrameException {
    FrameReader reader = new FrameReader().open(bytes("93 04 05 01  93 04 05 a378"));
    assertThat(values(first(reader))).containsExactly("01");
    assertThatThrownBy(reader::next).isInstanceOf(BadFrameException.class);
    FrameReader headless = new FrameReader().open(bytes("93 04 05 01  93 04 05"));
    assertThat(values(first(headless))).containsExactly("01");
    assertThatThrownBy(headless::next).isInstanceOf(BadFrameException.class);
  }

  @Test
  void valuesMayBeNestedAsDeeplyAsAnywhere() throws BadFrameException {
    String deepest = "91".repeat(63) + "90";
    FrameReader reader = new FrameReader().open(bytes("930405" + deepest + "930405" + deepest));
    assertThat(values(first(reader))).containsExactly(deepest, deepest);
  }

  @Test
  void manyItemsComeInSeveralRuns() throws BadFrameException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (int i = 0; i < 2500; i++) {
      message.writeBytes(FrameWriter.item(7, Codecs.INT, i, 100).toByteArray());
    }
    FrameReader reader = new FrameReader().open(message.toByteArray());
    List<Integer> values = new ArrayList<>();
    int runs = 0;
    for (; reader.hasNext(); runs++) {
      Items items = first(reader);
      for (int i = 0; i < items.count(); i++) {
        values.add(items.value(i).reader().readInt());
      }
    }
    assertThat(runs).isEqualTo(3);
    assertThat(values).hasSize(2500).isSorted().doesNotHaveDuplicates().endsWith(2499);
  }

  @Test
  void firstOfThemAreAPart() throws BadFrameException {
    Items all = first(new FrameReader().open(bytes("93 04 05 01  93 04 05 02  93 04 05 03")));
    assertThat(values(all.first(2))).containsExactly("01", "02");
    assertThat(all.first(3)).isSameAs(all);
    assertThat(values(Items.NONE)).isEmpty();
  }

  @Test
  void fewItemsOfALargeMessageAreCopied() throws BadFrameException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(bytes("93 04 06 01  93 04 05 02  93 04 05 a178"));
    message.writeBytes(FrameWriter.item(6, Codecs.BYTES, new byte[1 << 18], 1 << 20).toByteArray());
    FrameReader reader = new FrameReader().open(message.toByteArray());
    assertThat(values(first(reader))).containsExactly("01");
    Items few = first(reader).detached();
    assertThat(values(few)).containsExactly("02", "a178");
    assertThat(few.value(0).array()).hasSize(9);
    Items large = first(reader);
    assertThat(large.detached()).isSameAs(large);
  }

  @Test
  void aThousandAndTwentyFourItemsAreARun() throws BadFrameException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (int i = 0; i < 1025; i++) {
      message.writeBytes(FrameWriter.item(7, Codecs.INT, i, 100).toByteArray());
    }
    FrameReader reader = new FrameReader().open(message.toByteArray());
    assertThat(first(reader).count()).isEqualTo(1024);
    assertThat(first(reader).count()).isEqualTo(1);
  }
}
