package io.tightwire.internal.link.zmtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tightwire.internal.link.RawPeer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZmtpDecoderTest {

  private static final int MAX_FRAME = 1 << 20;
  private static final int FIRST = 16 * 1024;
  private static final int ALL = Integer.MAX_VALUE;

  private final ZmtpDecoder decoder = new ZmtpDecoder(MAX_FRAME, FIRST);
  private final RecordedFrames found = new RecordedFrames(decoder);

  private static byte[] header(int flags, long length) {
    return ByteBuffer.allocate(9).put((byte) (flags | RawPeer.LARGE)).putLong(length).array();
  }

  private static byte[] bytes(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Past the greeting and a first message. */
  private void makeKnown() throws Exception {
    found.take(bytes(RawPeer.greeting(), new byte[] {0, 0}), ALL);
    found.frames.clear();
    found.messages.clear();
  }

  /** For any way to cut it into pieces. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 63, 64, 65, 300, 8192, 100_000, ALL})
  void everyFrameIsFound(int piece) throws Exception {
    byte[] large = new byte[100_000];
    byte[] medium = new byte[300];
    new Random(1).nextBytes(large);
    new Random(2).nextBytes(medium);
    found.take(
        bytes(
            RawPeer.greeting(),
            RawPeer.ready("DEALER", ""),
            new byte[] {0, 2, 'h', 'i'},
            header(0, large.length),
            large,
            new byte[] {RawPeer.COMMAND, 3, 2, 'X', 'Y'},
            header(0, medium.length),
            medium,
            header(0, 2),
            new byte[] {0, 0},
            new byte[] {0, 0}),
        piece);
    assertThat(found.frames)
        .containsExactly(
            "greeting",
            "command of " + (RawPeer.ready("DEALER", "").length - 2),
            "message of 2",
            "message of 100000",
            "command of 3",
            "message of 300",
            "message of 2",
            "message of 0");
    assertThat(found.messages.get(1)).isEqualTo(large);
    assertThat(found.messages.get(2)).isEqualTo(medium);
  }

  @Test
  void partsOfMessagesAreToldFromWholeOnes() throws Exception {
    makeKnown();
    byte[] large = new byte[10_000];
    found.take(
        bytes(
            new byte[] {RawPeer.MORE, 1, 1},
            header(RawPeer.MORE, large.length),
            large,
            new byte[] {0, 1, 3},
            new byte[] {0, 1, 4}),
        5_000);
    assertThat(found.frames)
        .containsExactly("part of 1", "part of 10000", "part of 1", "message of 1");
  }

  /** Reading no more than that, a connection never reads into the next piece. */
  @Test
  void expectedBytesNeverReachIntoTheNextPiece() throws Exception {
    byte[] all =
        bytes(
            RawPeer.greeting(),
            header(RawPeer.COMMAND, 300),
            new byte[300],
            new byte[] {0, 2, 1, 2});
    int pieces = 0;
    for (int from = 0; from < all.length; pieces++) {
      int count = decoder.expected();
      assertThat(count).isPositive().isLessThanOrEqualTo(all.length - from);
      int before = found.frames.size();
      decoder.decode(ByteBuffer.wrap(all, from, count), found);
      from += count;
      assertThat(found.frames.size() - before).isLessThanOrEqualTo(1);
    }
    assertThat(found.frames).containsExactly("greeting", "command of 300", "message of 2");
    assertThat(pieces).isEqualTo(7);
  }

  @Test
  void eachOctetOfTheVersionIsChecked() {
    for (int[] wrong : new int[][] {{0, 0xfe}, {9, 0x7e}, {10, 0}, {10, 1}, {10, 2}}) {
      byte[] greeting = RawPeer.greeting();
      greeting[wrong[0]] = (byte) wrong[1];
      ZmtpDecoder fresh = new ZmtpDecoder(MAX_FRAME, FIRST);
      assertThatIOException()
          .isThrownBy(() -> new RecordedFrames(fresh).take(greeting, 1))
          .withMessageContaining("ZMTP 3");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 0x10, 0x20, 0x40, 0x80, RawPeer.COMMAND | RawPeer.MORE})
  void unknownFlagsAreRefused(int flags) throws Exception {
    makeKnown();
    assertThatIOException()
        .isThrownBy(() -> found.take(new byte[] {(byte) flags}, ALL))
        .withMessageContaining("flags");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, MAX_FRAME + 1L, 0x8000_0000_0000_0017L})
  void impossibleLengthsAreRefused(long length) throws Exception {
    makeKnown();
    assertThatIOException()
        .isThrownBy(() -> found.take(header(0, length), 1))
        .withMessageContaining("impossible length");
  }

  @Test
  void largeCommandsAreRefused() throws Exception {
    makeKnown();
    assertThatIOException()
        .isThrownBy(() -> found.take(header(RawPeer.COMMAND, 8192), ALL))
        .withMessageContaining("command of impossible length");
  }

  @Test
  void littleMayComeBeforeTheFirstMessage() throws Exception {
    found.take(RawPeer.greeting(), ALL);
    byte[] command = bytes(header(RawPeer.COMMAND, 8000), new byte[8000]);
    found.take(command, ALL);
    found.take(command, ALL);
    assertThatIOException()
        .isThrownBy(() -> found.take(command, ALL))
        .withMessageContaining("no message");
  }

  @Test
  void littleMayBeAnnouncedBeforeTheFirstMessage() throws Exception {
    found.take(RawPeer.greeting(), ALL);
    assertThatIOException()
        .isThrownBy(() -> found.take(bytes(header(0, FIRST + 1), new byte[1]), ALL))
        .withMessageContaining("first message");
    RecordedFrames known = new RecordedFrames(new ZmtpDecoder(MAX_FRAME, FIRST));
    known.take(bytes(RawPeer.greeting(), new byte[] {0, 0}), ALL);
    known.take(bytes(header(0, MAX_FRAME), new byte[1]), ALL);
  }

  /** What comes with the first message is not held against it. */
  @Test
  void muchMayFollowTheFirstMessageInOnePiece() throws Exception {
    byte[] calls = bytes(header(0, 60_000), new byte[60_000]);
    found.take(bytes(RawPeer.greeting(), new byte[] {0, 0}, calls), ALL);
    assertThat(found.frames).containsExactly("greeting", "message of 0", "message of 60000");
  }

  @Test
  void commandsWithoutAMessageAreBounded() throws Exception {
    makeKnown();
    byte[] command = bytes(header(RawPeer.COMMAND, 8000), new byte[8000]);
    assertThatIOException()
        .isThrownBy(
            () -> {
              for (int i = 0; i < 2 * MAX_FRAME / 8000; i++) {
                found.take(command, ALL);
              }
            })
        .withMessageContaining("more than the largest message");
  }

  @Test
  void theLargestMessageIsAcceptedRepeatedly() throws Exception {
    makeKnown();
    byte[] message = bytes(header(0, MAX_FRAME), new byte[MAX_FRAME]);
    for (int i = 0; i < 3; i++) {
      found.take(message, 100_000);
    }
    assertThat(found.messages).hasSize(3);
  }

  @Test
  void aServersFirstMessageMayBeLarge() throws Exception {
    ZmtpDecoder ofServer = ZmtpDecoder.ofServer(MAX_FRAME);
    RecordedFrames frames = new RecordedFrames(ofServer);
    frames.take(bytes(RawPeer.greeting(), header(0, MAX_FRAME), new byte[MAX_FRAME]), 100_000);
    assertThat(frames.messages).hasSize(1);
  }
}
