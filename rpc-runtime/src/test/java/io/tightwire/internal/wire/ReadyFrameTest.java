package io.tightwire.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.codec.WireWriter;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the frame that says what is not ready: its bytes, and how far it is believed. */
class ReadyFrameTest {

  private static Frame read(byte[] frame) throws BadFrameException {
    return new FrameReader().open(frame).next();
  }

  private static Set<String> notReady(byte[] frame) throws BadFrameException {
    return ((Frame.Ready) read(frame)).notReady();
  }

  private static byte[] frame(Consumer<WireWriter> services) {
    WireWriter out = new WireWriter(64, 1 << 21);
    out.beginArray(3);
    out.writeInt(13);
    out.writeInt(0);
    services.accept(out);
    out.endArray();
    return out.toByteArray();
  }

  @Test
  void namesComeBack() throws BadFrameException {
    assertThat(notReady(FrameWriter.ready(List.of("", "a.B"), 1024))).containsOnly("", "a.B");
    assertThat(notReady(FrameWriter.ready(List.of(), 1024))).isEmpty();
  }

  @Test
  void servicesThatAreReadyAreNotInIt() throws BadFrameException {
    byte[] frame =
        frame(
            out -> {
              out.beginMap(2);
              out.writeString("a.B");
              out.writeBoolean(true);
              out.writeString("a.C");
              out.writeBoolean(false);
              out.endMap();
            });
    assertThat(notReady(frame)).containsExactly("a.C");
  }

  @Test
  void frameFitsIntoWhatTheClientTakes() throws BadFrameException {
    List<String> many = IntStream.range(0, 5000).mapToObj(i -> "com.acme.Service" + i).toList();
    for (int size : new int[] {20, 1024, 4096, 1 << 20}) {
      byte[] frame = FrameWriter.ready(many, size);
      assertThat(frame).hasSizeLessThanOrEqualTo(size);
      assertThat(notReady(frame).size()).isLessThanOrEqualTo(Frame.Ready.MAX_NAMES);
    }
    assertThat(notReady(FrameWriter.ready(many, 1 << 20))).hasSize(Frame.Ready.MAX_NAMES);
    assertThat(notReady(FrameWriter.ready(List.of("x".repeat(1025), "y".repeat(1024)), 1 << 20)))
        .containsExactly("y".repeat(1024));
  }

  @Test
  void tooManyNamesAreRefusedBeforeTheyAreRead() {
    byte[] frame =
        frame(
            out -> {
              out.beginMap(1025);
              for (int i = 0; i < 1025; i++) {
                out.writeString("s" + i);
                out.writeBoolean(false);
              }
              out.endMap();
            });
    assertThatThrownBy(() -> read(frame)).hasMessageContaining("1025 services");
  }

  @Test
  void longNamesAreRefused() {
    byte[] frame =
        frame(
            out -> {
              out.beginMap(1);
              out.writeString("x".repeat(2000));
              out.writeBoolean(false);
              out.endMap();
            });
    assertThatThrownBy(() -> read(frame)).hasMessageContaining("more than 1024 bytes");
  }

  @Test
  void otherValuesAreRefused() {
    assertThatThrownBy(() -> read(frame(WireWriter::writeNil)))
        .isInstanceOf(BadFrameException.class);
    assertThatThrownBy(() -> read(frame(out -> out.writeInt(1))))
        .isInstanceOf(BadFrameException.class);
    byte[] notBoolean =
        frame(
            out -> {
              out.beginMap(1);
              out.writeString("a.B");
              out.writeInt(0);
              out.endMap();
            });
    assertThatThrownBy(() -> read(notBoolean)).isInstanceOf(BadFrameException.class);
  }

  @Test
  void idMustBeThatOfTheConnection() {
    byte[] frame = FrameWriter.ready(List.of(), 1024);
    frame[6] = 1;
    assertThatThrownBy(() -> read(frame)).hasMessageContaining("id 0");
  }
}
