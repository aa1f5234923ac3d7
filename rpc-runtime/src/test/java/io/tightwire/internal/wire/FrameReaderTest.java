package io.tightwire.internal.wire;

import static io.tightwire.internal.wire.Frames.bytes;
import static io.tightwire.internal.wire.Frames.hex;
import static io.tightwire.internal.wire.Frames.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tightwire.codec.Codecs;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

  private static final int MAX = 1 << 20;

  static List<byte[]> samples() {
    return List.of(
        FrameWriter.hello("agent", 1 << 20, Map.of("S", List.of("m", "n"))),
        FrameWriter.hello("agent", 1 << 20, Map.of(), Map.of("S", Map.of("m", "f"))),
        bytes("97 01 05 a3532f6d 00 cd03e8 81a16ba176 92 01 a178"),
        bytes("97 01 05 a3532f6d 06 c0 c0 90"),
        FrameWriter.result(5, Codecs.STRING, "text", MAX).toByteArray(),
        FrameWriter.error(5, "CANCELLED", "no", true),
        FrameWriter.thrown(5, "UNKNOWN", "no", "X", "at", out -> out.writeInt(1), MAX)
            .toByteArray(),
        FrameWriter.item(5, Codecs.INT, 1, MAX).toByteArray(),
        FrameWriter.end(5),
        FrameWriter.credit(5, 256, 4096),
        FrameWriter.cancel(5, "no"),
        FrameWriter.stop(5),
        FrameWriter.ready(List.of("S", ""), MAX),
        FrameWriter.ping(),
        FrameWriter.pong(new Slice(new byte[] {7}, 0, 1)),
        FrameWriter.goAway("no"),
        FrameWriter.shutdown(5));
  }

  static byte[] joined(List<byte[]> frames) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    frames.forEach(message::writeBytes);
    return message.toByteArray();
  }

  @Test
  void aReaderReadsMessageAfterMessageAsANewOneWould() throws BadFrameException {
    FrameReader reader = new FrameReader();
    byte[] cut = bytes("93 05 05 91 91 91");
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> reader.open(cut).next()).isInstanceOf(BadFrameException.class);
      for (byte[] sample : samples()) {
        Frame alone = new FrameReader().open(sample).next();
        assertThat(reader.open(sample).next()).isEqualTo(alone);
        assertThat(reader.hasNext()).isFalse();
      }
    }
  }

  @Test
  void aClosedReaderHasNoMessage() throws BadFrameException {
    byte[] message = joined(samples());
    FrameReader reader = new FrameReader().open(message);
    Frame first = reader.next();

    reader.close();

    assertThat(reader.hasNext()).isFalse();
    assertThat(reader.length()).isZero();
    assertThat(first).isEqualTo(new FrameReader().open(message).next());
  }

  @Test
  void hello() throws BadFrameException {
    assertThat(only("95 00 00 01 a161 81 ae6d61784d65737361676553697a65 cd0400"))
        .isEqualTo(new Frame.Hello(1, "a", 1024));
  }

  @Test
  void helloWithoutALimitHasNone() throws BadFrameException {
    assertThat(only("95 00 00 02 a161 82 a178 9101 a179 c0"))
        .isEqualTo(new Frame.Hello(2, "a", Long.MAX_VALUE));
  }

  @Test
  void helloKeepsFingerprintsAsTheyAreEncoded() throws BadFrameException {
    Frame.Hello hello =
        (Frame.Hello) only("95 00 00 01 a161 81 ac66696e6765727072696e7473 81 a153 81 a16d a166");

    assertThat(Frames.hex(Objects.requireNonNull(hello.fingerprints())))
        .isEqualTo("81a15381a16da166");
  }

  @Test
  void request() throws BadFrameException {
    Frame frame = only("97 01 05 a3532f6d 03 cd03e8 81a16ba176 92 01 a178");
    assertThat(frame)
        .asInstanceOf(type(Frame.Request.class))
        .satisfies(
            request -> {
              assertThat(request.id()).isEqualTo(5);
              assertThat(hex(request.path())).isEqualTo("532f6d");
              assertThat(request.isOneWay()).isTrue();
              assertThat(request.isStreaming()).isTrue();
              assertThat(request.remainingMillis()).isEqualTo(1000);
              assertThat(hex(request.metadata())).isEqualTo("81a16ba176");
              assertThat(hex(request.arguments())).isEqualTo("9201a178");
            });
  }

  @Test
  void requestWithoutDeadlineAndMetadata() throws BadFrameException {
    assertThat(only("97 01 05 a3532f6d 00 c0 c0 90"))
        .asInstanceOf(type(Frame.Request.class))
        .satisfies(
            request -> {
              assertThat(request.isOneWay()).isFalse();
              assertThat(request.isStreaming()).isFalse();
              assertThat(request.remainingMillis()).isEqualTo(-1);
              assertThat(hex(request.metadata())).isEqualTo("c0");
            });
  }

  @Test
  void valuesAreLeftAsTheyAre() throws BadFrameException {
    assertThat(hex(((Frame.Result) only("93 02 05 9201c0")).value())).isEqualTo("9201c0");
    assertThat(hex(((Frame.Item) only("93 04 05 a178")).value())).isEqualTo("a178");
    assertThat(hex(((Frame.Ping) only("93 08 00 07")).payload())).isEqualTo("07");
    assertThat(hex(((Frame.Pong) only("93 09 00 08")).payload())).isEqualTo("08");
  }

  @Test
  void errorWithAndWithoutWhetherTheHandlerMayHaveStarted() throws BadFrameException {
    assertThat(only("98 03 05 a14f a16d a158 a174 9107 c2"))
        .asInstanceOf(type(Frame.Failure.class))
        .satisfies(
            failure -> {
              assertThat(failure.status()).isEqualTo("O");
              assertThat(failure.message()).isEqualTo("m");
              assertThat(failure.type()).isEqualTo("X");
              assertThat(failure.stackTrace()).isEqualTo("t");
              assertThat(hex(failure.state())).isEqualTo("9107");
              assertThat(failure.mayHaveExecuted()).isFalse();
            });
    assertThat(((Frame.Failure) only("97 03 05 a14f a16d c0 c0 c0")).mayHaveExecuted())
        .as("unless the peer says no")
        .isTrue();
  }

  @Test
  void onlyAHandlersExceptionMayBeWithoutAMessage() throws BadFrameException {
    Frame.Failure failure = (Frame.Failure) only("98 03 05 a14f c0 a158 c0 c0 c3");
    assertThat(failure.message()).isNull();
    assertThat(failure.type()).isEqualTo("X");
    assertThatThrownBy(() -> only("98 03 05 a14f c0 c0 c0 c0 c3"))
        .isInstanceOf(BadFrameException.class)
        .hasMessageContaining("message must not be nil");
  }

  @Test
  void framesThatHoldLittle() throws BadFrameException {
    assertThat(only("92 05 05")).isEqualTo(new Frame.End(5));
    assertThat(only("93 06 05 cd0100")).isEqualTo(new Frame.Credit(5, 256, Long.MAX_VALUE));
    assertThat(only("94 06 05 cd0100 c0")).isEqualTo(new Frame.Credit(5, 256, Long.MAX_VALUE));
    assertThat(only("94 06 05 02 cd0100")).isEqualTo(new Frame.Credit(5, 2, 256));
    assertThat(only("94 06 05 00 cd0100")).isEqualTo(new Frame.Credit(5, 0, 256));
    assertThat(only("94 06 05 02 00")).isEqualTo(new Frame.Credit(5, 2, 0));
    assertThat(only("93 07 05 c0")).isEqualTo(new Frame.Cancel(5, null));
    assertThat(only("93 07 05 a178")).isEqualTo(new Frame.Cancel(5, "x"));
    assertThat(only("93 0a 00 a178")).isEqualTo(new Frame.GoAway("x"));
    assertThat(only("92 0b 05")).isEqualTo(new Frame.Shutdown(5));
  }

  @Test
  void trailingElementsAreIgnored() throws BadFrameException {
    for (byte[] sample : samples()) {
      byte[] longer = Arrays.copyOf(sample, sample.length + 3);
      longer[0] = (byte) (longer[0] + 2);
      longer[sample.length] = (byte) 0x91;
      longer[sample.length + 1] = 1;
      longer[sample.length + 2] = (byte) 0xc0;
      assertThat(Frames.all(longer))
          .as(hex(sample))
          .singleElement()
          .hasSameClassAs(Frames.all(sample).get(0));
    }
  }

  @Test
  void kindsOfLaterVersionsAreToldApart() throws BadFrameException {
    assertThat(only("94 63 05 a178 9101")).isEqualTo(new Frame.Unknown(5, 99));
    assertThat(only("92 d0ff 00")).isEqualTo(new Frame.Unknown(0, -1));
  }

  @Test
  void idsTakeAnyFormUpTo63Bits() throws BadFrameException {
    assertThat(only("92 05 7f").id()).isEqualTo(127);
    assertThat(only("92 05 ceffffffff").id()).isEqualTo(0xffff_ffffL);
    assertThat(only("92 05 cf0000000100000000").id()).isEqualTo(1L << 32);
    assertThat(only("92 05 cf7fffffffffffffff").id()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> only("92 05 cfffffffffffffffff"))
        .isInstanceOf(BadFrameException.class);
    assertThatThrownBy(() -> only("92 05 ff")).isInstanceOf(BadFrameException.class);
  }

  @Test
  void severalFramesInOneMessageComeInOrder() throws BadFrameException {
    List<byte[]> samples = samples();
    List<Frame> frames = Frames.all(joined(samples));
    assertThat(frames).hasSameSizeAs(samples);
    for (int i = 0; i < frames.size(); i++) {
      assertThat(frames.get(i)).hasSameClassAs(Frames.all(samples.get(i)).get(0));
    }
  }

  @Test
  void creditOfNothingIsRefused() {
    assertThatThrownBy(() -> only("93 06 05 00")).isInstanceOf(BadFrameException.class);
    assertThatThrownBy(() -> only("93 06 05 ff")).isInstanceOf(BadFrameException.class);
  }

  @Test
  void badFrameNamesItsCallAndTheNextIsRead() throws BadFrameException {
    FrameReader reader = new FrameReader().open(bytes("93 06 05 a178" + "92 05 06"));
    assertThatThrownBy(reader::next)
        .isInstanceOfSatisfying(
            BadFrameException.class,
            e -> {
              assertThat(e.id()).isEqualTo(5);
              assertThat(e.losesRest()).isFalse();
            });
    assertThat(reader.hasNext()).isTrue();
    assertThat(reader.next()).isEqualTo(new Frame.End(6));
    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void frameWithTooFewElementsDoesNotSwallowTheNext() throws BadFrameException {
    FrameReader reader = new FrameReader().open(bytes("92 02 05" + "92 05 06"));
    assertThatThrownBy(reader::next)
        .isInstanceOf(BadFrameException.class)
        .hasMessageContaining("has 3 elements, not 2");
    assertThat(reader.next()).isEqualTo(new Frame.End(6));
  }

  @Test
  void frameThatIsCutShortEndsTheMessage() {
    FrameReader reader = new FrameReader().open(bytes("93 02 05 94 01"));
    assertThatThrownBy(reader::next)
        .isInstanceOfSatisfying(
            BadFrameException.class,
            e -> {
              assertThat(e.id()).isEqualTo(5);
              assertThat(e.losesRest()).isTrue();
            });
    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void truncatedMessagesGiveBadFramesOnly() throws BadFrameException {
    for (byte[] sample : samples()) {
      for (int length = 1; length < sample.length; length++) {
        FrameReader reader = new FrameReader().open(Arrays.copyOf(sample, length));
        assertThatThrownBy(reader::next).isInstanceOf(BadFrameException.class);
        assertThat(reader.hasNext()).isFalse();
      }
    }
  }

  @Test
  void mutatedMessagesGiveBadFramesOnly() {
    Random random = new Random(4711);
    byte[] message = joined(samples());
    int bad = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] mutant = message.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      FrameReader reader = new FrameReader().open(mutant);
      int frames = 0;
      while (reader.hasNext()) {
        try {
          assertThat(reader.next().id()).isNotNegative();
        } catch (BadFrameException e) {
          assertThat(e.id()).isNotNegative();
          bad++;
        }
        assertThat(++frames).isLessThanOrEqualTo(mutant.length);
      }
    }
    assertThat(bad).isPositive();
  }

  @Test
  void mapsOfManyFramesDoNotAddUpToDeepNesting() throws BadFrameException {
    List<byte[]> hellos = Collections.nCopies(100, FrameWriter.hello("a", 1024, Map.of()));
    assertThat(Frames.all(joined(hellos))).hasSize(100).containsOnly(new Frame.Hello(1, "a", 1024));
  }

  /** Arrays in one another. */
  static String nested(int levels) {
    return "91".repeat(levels - 1) + "90";
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 66, 1_000, 1_000_000})
  void valueThatIsNestedTooDeeplyEndsItsCallAndHidesNothing(int levels) throws BadFrameException {
    String deep = nested(levels);
    for (String frame :
        List.of(
            "93 02 05 " + deep,
            "93 04 05 " + deep,
            "97 01 05 a3532f6d 00 c0 c0 91" + deep,
            "97 01 05 a3532f6d 00 c0 " + deep + " 90",
            "98 03 05 a14f a16d c0 c0 " + deep + " c2",
            "93 05 05 " + deep,
            "93 63 05 " + deep,
            "93 06 05 " + deep)) {
      FrameReader reader = new FrameReader().open(bytes(frame + "92 05 06"));
      assertThatThrownBy(reader::next)
          .as("%.40s", frame)
          .isInstanceOfSatisfying(
              BadFrameException.class,
              e -> {
                assertThat(e.id()).isEqualTo(5);
                assertThat(e.losesRest()).isFalse();
              });
      assertThat(reader.next()).as("%.40s", frame).isEqualTo(new Frame.End(6));
      assertThat(reader.hasNext()).isFalse();
    }
  }

  @Test
  void deepValueThatIsCutShortEndsTheMessage() {
    FrameReader reader = new FrameReader().open(bytes("93 02 05 " + "91".repeat(1_000_000)));
    assertThatThrownBy(reader::next)
        .isInstanceOfSatisfying(BadFrameException.class, e -> assertThat(e.losesRest()).isTrue());
    assertThat(reader.hasNext()).isFalse();
  }

  @Test
  void framesAboutACallNeedAnId() {
    for (String frame :
        List.of(
            "97 01 00 a3532f6d 00 c0 c0 90",
            "93 02 00 c0",
            "93 04 00 c0",
            "92 05 00",
            "93 06 00 01",
            "93 07 00 c0",
            "92 0b 00")) {
      assertThatThrownBy(() -> only(frame))
          .as(frame)
          .isInstanceOfSatisfying(
              BadFrameException.class, e -> assertThat(e.id()).as(frame).isZero())
          .hasMessageContaining("needs an id from 1");
    }
  }

  @Test
  void framesAboutTheConnectionHaveTheIdZero() {
    for (String frame :
        List.of("95 00 05 01 a161 80", "93 08 05 c0", "93 09 05 c0", "93 0a 05 c0")) {
      assertThatThrownBy(() -> only(frame))
          .as(frame)
          .isInstanceOfSatisfying(
              BadFrameException.class, e -> assertThat(e.id()).as(frame).isEqualTo(5))
          .hasMessageContaining("about the connection");
    }
  }

  @Test
  void metadataIsAMapOfStringsOrNil() throws BadFrameException {
    for (String metadata : List.of("c0", "80", "81a16ba176", "81d9016bda000176", "82a0a0a0a0")) {
      assertThat(hex(((Frame.Request) only(request(metadata))).metadata())).isEqualTo(metadata);
    }
    for (String metadata :
        List.of(
            "2a",
            "c3",
            "a178",
            "90",
            "9101",
            "92a16ba176",
            "81a16b01",
            "8101a176",
            "81a16bc0",
            "81c0a176",
            "81a16b80",
            "81a16b90",
            "81a16bc40176",
            "81a16ba1ff",
            "81a1ffa176",
            "81a16ba3edbfbf",
            "81a16b" + nested(1_000),
            "d6ff00000000")) {
      FrameReader reader = new FrameReader().open(bytes(request(metadata) + "92 05 06"));
      assertThatThrownBy(reader::next)
          .as("%.40s", metadata)
          .isInstanceOfSatisfying(BadFrameException.class, e -> assertThat(e.id()).isEqualTo(5))
          .hasMessageContaining("metadata");
      assertThat(reader.next()).isEqualTo(new Frame.End(6));
    }
  }

  @Test
  void metadataWithFewerEntriesThanItsCountEndsTheMessage() {
    for (String metadata : List.of("8fa16ba176", "de ffff", "df ffffffff", "82a16ba176")) {
      FrameReader reader = new FrameReader().open(bytes(request(metadata)));
      assertThatThrownBy(reader::next)
          .as(metadata)
          .isInstanceOfSatisfying(BadFrameException.class, e -> assertThat(e.losesRest()).isTrue());
    }
  }

  private static String request(String metadata) {
    return "97 01 05 a3532f6d 00 c0 " + metadata + " 90";
  }

  @Test
  void badRequestSaysWhetherAResponseIsWanted() {
    assertThat(isUnanswered("97 01 05 a3532f6d 01 c0 2a 90")).isTrue();
    assertThat(isUnanswered("97 01 05 a3532f6d 03 c0 c0 2a")).isTrue();
    assertThat(isUnanswered("97 01 05 a3532f6d 02 c0 2a 90")).isFalse();
    assertThat(isUnanswered("97 01 05 a3532f6d c0 c0 c0 90")).isFalse();
    assertThat(isUnanswered("93 06 05 00")).isFalse();
  }

  private static boolean isUnanswered(String frame) {
    try {
      throw new AssertionError(only(frame));
    } catch (BadFrameException e) {
      return e.isUnanswered();
    }
  }
}
