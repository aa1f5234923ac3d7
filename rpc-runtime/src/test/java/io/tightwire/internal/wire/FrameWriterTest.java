package io.tightwire.internal.wire;

import static io.tightwire.internal.wire.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The bytes of every kind of frame, as a peer in another language must write them. */
class FrameWriterTest {

  private static final int MAX = 1 << 20;

  @Test
  void helloOfAClientSaysVersionAgentAndLimit() {
    assertThat(hex(FrameWriter.hello("a", 1024, Map.of())))
        .isEqualTo(
            "95"
                + "00"
                + "ce00000000"
                + "01"
                + "a161" //
                + "81"
                + "ae6d61784d65737361676553697a65"
                + "cd0400");
  }

  @Test
  void helloOfAServerListsItsServices() {
    assertThat(hex(FrameWriter.hello("a", 1024, Map.of("S", List.of("m", "n")))))
        .isEqualTo(
            "95"
                + "00"
                + "ce00000000"
                + "01"
                + "a161" //
                + "82"
                + "ae6d61784d65737361676553697a65"
                + "cd0400"
                + "a87365727669636573"
                + "81"
                + "a153"
                + "92"
                + "a16d"
                + "a16e");
  }

  @Test
  void helloOfAServerNamesTheFingerprintsOfItsMethods() {
    assertThat(hex(FrameWriter.hello("a", 1024, Map.of(), Map.of("S", Map.of("m", "f")))))
        .isEqualTo(
            "95"
                + "00"
                + "ce00000000"
                + "01"
                + "a161" //
                + "82"
                + "ae6d61784d65737361676553697a65"
                + "cd0400"
                + "ac66696e6765727072696e7473"
                + "81"
                + "a153"
                + "81"
                + "a16d"
                + "a166");
  }

  @Test
  void resultHoldsItsValue() {
    assertThat(hex(FrameWriter.result(5, Codecs.INT, 42, MAX).toByteArray()))
        .isEqualTo("93" + "02" + "ce00000005" + "2a");
    assertThat(hex(FrameWriter.nilResult(5))).isEqualTo("93" + "02" + "ce00000005" + "c0");
  }

  @Test
  void errorThatNoHandlerCausedHasNoType() {
    assertThat(hex(FrameWriter.error(5, "CANCELLED", "no", true)))
        .isEqualTo(
            "98"
                + "03"
                + "ce00000005"
                + "a943414e43454c4c4544"
                + "a26e6f" //
                + "c0c0c0"
                + "c3");
    assertThat(hex(FrameWriter.error(5, "CANCELLED", "no", false))).endsWith("c0c0c0" + "c2");
  }

  @Test
  void errorThatAHandlerCausedHasTypeStackTraceAndState() {
    byte[] frame =
        FrameWriter.thrown(
                5,
                "UNKNOWN",
                "no",
                "X",
                "at",
                out -> {
                  out.beginArray(1);
                  out.writeInt(7);
                  out.endArray();
                },
                MAX)
            .toByteArray();
    assertThat(hex(frame))
        .isEqualTo(
            "98"
                + "03"
                + "ce00000005"
                + "a7554e4b4e4f574e"
                + "a26e6f" //
                + "a158"
                + "a26174"
                + "9107"
                + "c3");
    assertThat(hex(FrameWriter.thrown(5, "UNKNOWN", "no", "X", null, null, MAX).toByteArray()))
        .endsWith("a158" + "c0" + "c0" + "c3");
  }

  @Test
  void framesOfStreams() {
    assertThat(hex(FrameWriter.item(5, Codecs.INT, 1, MAX).toByteArray()))
        .isEqualTo("93" + "04" + "ce00000005" + "01");
    assertThat(hex(FrameWriter.end(5))).isEqualTo("92" + "05" + "ce00000005");
    assertThat(hex(FrameWriter.credit(5, 256))).isEqualTo("93" + "06" + "ce00000005" + "cd0100");
    assertThat(hex(FrameWriter.credit(5, 2, 256)))
        .isEqualTo("94" + "06" + "ce00000005" + "02" + "cd0100");
    assertThat(hex(FrameWriter.cancel(5, "no"))).isEqualTo("93" + "07" + "ce00000005" + "a26e6f");
  }

  @Test
  void framesOfConnections() {
    assertThat(hex(FrameWriter.ping())).isEqualTo("93" + "08" + "ce00000000" + "c0");
    assertThat(hex(FrameWriter.pong(new Slice(new byte[] {9, 7, 9}, 1, 1))))
        .isEqualTo("93" + "09" + "ce00000000" + "07");
    assertThat(hex(FrameWriter.goAway("no"))).isEqualTo("93" + "0a" + "ce00000000" + "a26e6f");
    assertThat(hex(FrameWriter.shutdown(5))).isEqualTo("92" + "0b" + "ce00000005");
  }

  @Test
  void idsAbove32BitsTakeNineBytes() {
    assertThat(hex(FrameWriter.nilResult(0xffff_ffffL)))
        .isEqualTo("93" + "02" + "ceffffffff" + "c0");
    assertThat(hex(FrameWriter.nilResult(0x1_0000_0000L)))
        .isEqualTo("93" + "02" + "cf0000000100000000" + "c0");
    assertThat(hex(FrameWriter.end(Long.MAX_VALUE))).isEqualTo("92" + "05" + "cf7fffffffffffffff");
    assertThat(hex(FrameWriter.credit(Long.MAX_VALUE, Long.MAX_VALUE)))
        .isEqualTo("93" + "06" + "cf7fffffffffffffff" + "cf7fffffffffffffff");
    assertThat(hex(FrameWriter.error(1L << 40, "OK", "", false)))
        .isEqualTo("98" + "03" + "cf0000010000000000" + "a24f4b" + "a0" + "c0c0c0" + "c2");
  }

  @Test
  void framesThatGrowTooLargeAreRefused() {
    String text = "x".repeat(100);
    assertThatThrownBy(() -> FrameWriter.result(5, Codecs.STRING, text, 100))
        .isInstanceOfSatisfying(CodecException.class, e -> assertThat(e.isTooLarge()).isTrue());
    assertThat(FrameWriter.result(5, Codecs.STRING, text, 109).size()).isEqualTo(109);
  }

  @Test
  void helloListsAnyNumberOfServices() throws BadFrameException {
    Map<String, List<String>> services = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      services.put("S" + i, List.of("m"));
    }
    Frame.Hello hello = (Frame.Hello) Frames.all(FrameWriter.hello("a", 1024, services)).get(0);
    WireReader named = Objects.requireNonNull(hello.services()).reader();
    assertThat(named.beginMap()).isEqualTo(100);
    assertThat(named.readString()).isEqualTo("S0");
  }
}
