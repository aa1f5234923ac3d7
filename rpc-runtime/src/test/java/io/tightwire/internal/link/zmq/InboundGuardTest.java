package io.tightwire.internal.link.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.RawPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundGuardTest {

  private static final int MAX_MESSAGE = 1 << 20;

  private static final LinkOptions OPTIONS = new LinkOptions("test", MAX_MESSAGE, 1);
  private static final int FIRST = OPTIONS.connectionLimits().firstMessageBytes();

  private final InboundBudget inbound = new InboundBudget(3 * MAX_MESSAGE);
  private final InboundGuard newcomer = InboundGuard.ofNewcomer(OPTIONS, inbound);

  private static void take(InboundGuard guard, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 3).position(3).put(bytes);
    guard.take(buffer, 3);
  }

  @Test
  void greetingMayComeByteByByte() throws IOException {
    for (byte octet : RawPeer.greeting()) {
      take(newcomer, new byte[] {octet});
    }
  }

  @Test
  void laterVersionsAreAccepted() throws IOException {
    byte[] greeting = RawPeer.greeting();
    greeting[10] = 4;
    take(newcomer, greeting);
  }

  @Test
  void eachOctetOfTheVersionIsChecked() {
    for (int[] wrong : new int[][] {{0, 0xfe}, {9, 0x7e}, {10, 0}, {10, 1}, {10, 2}}) {
      byte[] greeting = RawPeer.greeting();
      greeting[wrong[0]] = (byte) wrong[1];
      assertThatIOException()
          .isThrownBy(() -> take(InboundGuard.ofNewcomer(OPTIONS, inbound), greeting))
          .withMessageContaining("ZMTP 3");
    }
  }

  @Test
  void newcomerMaySendLittleUntilItsFirstMessage() throws IOException {
    byte[] start = Arrays.copyOf(RawPeer.greeting(), FIRST);
    take(newcomer, start);
    assertThatIOException()
        .isThrownBy(() -> take(newcomer, new byte[1]))
        .withMessageContaining("no message");
  }

  @Test
  void largestMessageIsAcceptedRepeatedly() throws IOException {
    take(newcomer, RawPeer.greeting());
    newcomer.message();
    assertThat(newcomer.hasReceivedMessage()).isTrue();
    for (int i = 0; i < 3; i++) {
      take(newcomer, new byte[MAX_MESSAGE]);
      newcomer.message();
    }
    take(newcomer, new byte[MAX_MESSAGE]);
    assertThatIOException()
        .isThrownBy(() -> take(newcomer, new byte[MAX_MESSAGE]))
        .withMessageContaining("largest message");
  }

  @Test
  void serverMaySendLargeMessagesImmediately() throws IOException {
    InboundGuard server = InboundGuard.ofServer(OPTIONS);
    take(server, RawPeer.greeting());
    take(server, new byte[MAX_MESSAGE]);
    assertThatIOException().isThrownBy(() -> take(server, new byte[MAX_MESSAGE]));
  }

  @Test
  void newcomerMayAnnounceLittle() throws IOException {
    take(newcomer, RawPeer.greeting());
    assertThatIOException()
        .isThrownBy(() -> take(newcomer, header(0, FIRST + 1)))
        .withMessageContaining("first message");
    InboundGuard known = known();
    take(known, header(0, MAX_MESSAGE));
    assertThat(inbound.used()).as("announced, not received").isZero();
  }

  @Test
  void smallFramesPassImmediately() throws IOException {
    InboundGuard known = known();
    byte[] frames = bytes(new byte[] {0, 3, 1, 2, 3, 4, 1, 9, 1, 0}, header(0, 5), new byte[5]);
    FakeChannel channel = new FakeChannel(frames);
    ByteBuffer into = ByteBuffer.allocate(8192);
    assertThat(known.read(channel, into)).isEqualTo(frames.length);
    assertThat(Arrays.copyOf(into.array(), into.position())).isEqualTo(frames);
    assertThat(inbound.used()).isZero();
  }

  /** For any way to cut it into pieces. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 10, 100, 8191, 8192, 100_000})
  void largeFrameComesWhenItIsComplete(int piece) throws IOException {
    InboundGuard known = known();
    byte[] body = new byte[300_000];
    new Random(1).nextBytes(body);
    byte[] small = {0, 3, 1, 2, 3};
    byte[] all = bytes(small, header(0, body.length), body, small);
    FakeChannel channel = new FakeChannel(all);
    channel.atATime = piece;
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
      assertThat(inbound.used()).isLessThanOrEqualTo(4L * (all.length - channel.left()));
    }
    assertThat(passed.toByteArray()).isEqualTo(bytes(small, header(0, body.length), small));
    assertThat(Objects.requireNonNull(frame).bytes()).hasSize(body.length);
    assertThat(inbound.used()).isEqualTo(body.length);
    assertThat(frame.take()).isEqualTo(body);
    assertThat(inbound.used()).isZero();
  }

  @Test
  void closedConnectionHoldsNothing() throws IOException {
    InboundGuard known = known();
    take(known, bytes(header(0, MAX_MESSAGE), new byte[8000]));
    assertThat(inbound.used()).isEqualTo(8000);
    known.end();
    assertThat(inbound.used()).isZero();
  }

  /** A frame that JeroMQ has got may be delivered after its connection is closed. */
  @Test
  void messageDeliveredLateIsNotReleasedTwice() throws IOException {
    InboundGuard known = known();
    FakeChannel channel = new FakeChannel(bytes(header(0, 10_000), new byte[10_000]));
    ByteBuffer into = ByteBuffer.allocate(8192);
    known.read(channel, into);
    known.read(channel, into);
    InboundMessage frame = Objects.requireNonNull(known.assembled(10_000));
    known.end();
    assertThat(frame.take()).hasSize(10_000);
    assertThat(inbound.used()).isZero();
  }

  @Test
  void messageThatDoesNotFitIsNotReadUntilItDoes() throws IOException {
    InboundBudget tight = new InboundBudget(1 << 20);
    AtomicInteger granted = new AtomicInteger();
    InboundGuard[] peers = new InboundGuard[3];
    FakeChannel[] channels = new FakeChannel[3];
    for (int i = 0; i < peers.length; i++) {
      peers[i] = InboundGuard.ofNewcomer(OPTIONS, tight);
      take(peers[i], RawPeer.greeting());
      peers[i].message();
      peers[i].tell(granted::incrementAndGet, why -> {});
      channels[i] = new FakeChannel(bytes(header(0, MAX_MESSAGE), new byte[MAX_MESSAGE]));
    }
    read(peers[0], channels[0], 3); // complete, but not delivered
    assertThat(peers[0].isWaiting()).isFalse();
    read(peers[1], channels[1], 3);
    assertThat(peers[1].isWaiting()).isTrue();
    assertThat(peers[1].isReceiving(0, 0)).isTrue();
    int before = channels[1].left();
    read(peers[1], channels[1], 3);
    assertThat(channels[1].left()).as("not read from").isEqualTo(before);
    read(peers[2], channels[2], 3);
    assertThat(peers[2].isWaiting()).isTrue();

    Objects.requireNonNull(peers[0].assembled(MAX_MESSAGE)).take();
    tight.tick(0, 1);
    assertThat(granted).hasValue(1);
    assertThat(peers[1].isWaiting()).as("the first").isFalse();
    assertThat(peers[2].isWaiting()).isTrue();
    read(peers[1], channels[1], 3);
    Objects.requireNonNull(peers[1].assembled(MAX_MESSAGE)).take();
    tight.tick(0, 2);
    read(peers[2], channels[2], 3);
    Objects.requireNonNull(peers[2].assembled(MAX_MESSAGE)).take();
    assertThat(tight.used()).isZero();
  }

  private static void read(InboundGuard guard, FakeChannel channel, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      guard.read(channel, ByteBuffer.allocate(8192));
    }
  }

  private InboundGuard known() throws IOException {
    InboundGuard known = InboundGuard.ofNewcomer(OPTIONS, inbound);
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

  /** Has some bytes, and returns a few of them at a time. */
  private static final class FakeChannel implements ReadableByteChannel {

    private final ByteBuffer bytes;
    int atATime = Integer.MAX_VALUE;

    FakeChannel(byte[] bytes) {
      this.bytes = ByteBuffer.wrap(bytes);
    }

    boolean hasMore() {
      return bytes.hasRemaining();
    }

    int left() {
      return bytes.remaining();
    }

    @Override
    public int read(ByteBuffer into) {
      int count = Math.min(Math.min(atATime, into.remaining()), bytes.remaining());
      into.put(bytes.slice().limit(count));
      bytes.position(bytes.position() + count);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
