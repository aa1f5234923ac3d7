package io.tightwire.internal.link.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tightwire.internal.link.FakeChannel;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.RawPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundGuardTest {

  private static final int MAX_MESSAGE = 1 << 20;

  private static final LinkOptions OPTIONS = new LinkOptions("test", MAX_MESSAGE, 1);

  private final InboundGuard guard = new InboundGuard(OPTIONS);

  private static void take(InboundGuard guard, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 3).position(3).put(bytes);
    guard.take(buffer, 3);
  }

  @Test
  void greetingMayComeByteByByte() throws IOException {
    for (byte octet : RawPeer.greeting()) {
      take(guard, new byte[] {octet});
    }
  }

  @Test
  void laterVersionsAreAccepted() throws IOException {
    byte[] greeting = RawPeer.greeting();
    greeting[10] = 4;
    take(guard, greeting);
  }

  @Test
  void eachOctetOfTheVersionIsChecked() {
    for (int[] wrong : new int[][] {{0, 0xfe}, {9, 0x7e}, {10, 0}, {10, 1}, {10, 2}}) {
      byte[] greeting = RawPeer.greeting();
      greeting[wrong[0]] = (byte) wrong[1];
      assertThatIOException()
          .isThrownBy(() -> take(new InboundGuard(OPTIONS), greeting))
          .withMessageContaining("ZMTP 3");
    }
  }

  @Test
  void largestMessageIsAcceptedRepeatedly() throws IOException {
    take(guard, RawPeer.greeting());
    assertThat(guard.hasReceivedMessage()).isFalse();
    for (int i = 0; i < 4; i++) {
      take(guard, new byte[MAX_MESSAGE]);
      guard.message();
    }
    assertThat(guard.hasReceivedMessage()).isTrue();
    take(guard, new byte[MAX_MESSAGE]);
    assertThatIOException()
        .isThrownBy(() -> take(guard, new byte[MAX_MESSAGE]))
        .withMessageContaining("largest message");
  }

  @Test
  void bytesBeforeTheFirstMessageAreBoundedToo() throws IOException {
    take(guard, RawPeer.greeting());
    take(guard, new byte[MAX_MESSAGE]);
    assertThatIOException()
        .isThrownBy(() -> take(guard, new byte[MAX_MESSAGE]))
        .withMessageContaining("no message");
  }

  @Test
  void smallFramesPassImmediately() throws IOException {
    InboundGuard known = known();
    byte[] frames = bytes(new byte[] {0, 3, 1, 2, 3, 4, 1, 9, 1, 0}, header(0, 5), new byte[5]);
    FakeChannel channel = input(frames);
    ByteBuffer into = ByteBuffer.allocate(8192);
    assertThat(known.read(channel, into)).isEqualTo(frames.length);
    assertThat(Arrays.copyOf(into.array(), into.position())).isEqualTo(frames);
  }

  /** For any way to cut it into pieces. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 10, 100, 8191, 8192, 100_000})
  void largeFrameComesWhenItIsComplete(int piece) throws IOException {
    InboundGuard known = known();
    byte[] body = new byte[piece == 1 ? 10_000 : 300_000];
    new Random(1).nextBytes(body);
    byte[] small = {0, 3, 1, 2, 3};
    byte[] all = bytes(small, header(0, body.length), body, small);
    FakeChannel channel = input(all);
    channel.limit(piece);
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    InboundMessage frame = null;
    while (channel.hasMore()) {
      ByteBuffer into = ByteBuffer.allocate(8192);
      known.read(channel, into);
      passed.write(into.array(), 0, into.position());
      InboundMessage complete = known.assembled(body.length);
      if (complete != null) {
        frame = complete;
        assertThat(passed.toByteArray()).isEqualTo(bytes(small, header(0, body.length)));
        known.message();
      }
    }
    assertThat(passed.toByteArray()).isEqualTo(bytes(small, header(0, body.length), small));
    assertThat(Objects.requireNonNull(frame).take()).isEqualTo(body);
  }

  /** A frame that JeroMQ has got may be delivered after its connection is closed. */
  @Test
  void messageMayBeTakenAfterTheEnd() throws IOException {
    InboundGuard known = known();
    FakeChannel channel = input(bytes(header(0, 10_000), new byte[10_000]));
    ByteBuffer into = ByteBuffer.allocate(8192);
    known.read(channel, into);
    known.read(channel, into);
    InboundMessage frame = Objects.requireNonNull(known.assembled(10_000));
    known.end();
    assertThat(frame.take()).hasSize(10_000);
  }

  private InboundGuard known() throws IOException {
    InboundGuard known = new InboundGuard(OPTIONS);
    take(known, RawPeer.greeting());
    known.message();
    return known;
  }

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

  private static FakeChannel input(byte[] bytes) {
    FakeChannel input = new FakeChannel();
    input.arrive(bytes);
    return input;
  }
}
