package io.tightwire.internal.link.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.flow.LargeBytes;
import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageAssemblerTest {

  private static final int SIZE = 700_001; // of no other test
  private static final int FIRST = 10_000;
  private static final ByteBuffer CHUNK = ByteBuffer.allocate(MessageAssembler.CHUNK);

  private final InboundBudget budget = new InboundBudget(4 * SIZE);
  private final MessageAssembler assembler =
      MessageAssembler.reusing(budget.share(() -> {}, why -> {}));

  private static byte[] message(int fill) {
    byte[] bytes = new byte[SIZE];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }

  private LargeBytes receive(int fill) throws IOException {
    byte[] all = message(fill);
    assembler.begin(SIZE, ByteBuffer.wrap(all, 0, FIRST));
    int read =
        assembler.read(
            Channels.newChannel(new ByteArrayInputStream(all, FIRST, SIZE - FIRST)), CHUNK);
    assertThat(read).isEqualTo(SIZE - FIRST);
    return Objects.requireNonNull(assembler.take().takeLarge());
  }

  @Test
  void retainedMessageIsNotReused() throws IOException {
    LargeBytes first = receive(1);
    LargeBytes second = receive(2);

    assertThat(second.array()).isNotSameAs(first.array());
    assertThat(first.copy()).isEqualTo(message(1));
    assertThat(second.copy()).isEqualTo(message(2));
  }

  @Test
  void releasedMessageMakesRoomForTheNext() throws IOException {
    LargeBytes first = receive(1);
    first.release();

    assertThat(receive(2).array()).isSameAs(first.array());
  }

  @Test
  void messageCountsNoMoreOnceItWasTaken() throws IOException {
    LargeBytes unused = receive(1);

    assertThat(budget.used()).isZero();
  }

  @Test
  void announcedBytesAreNotAllocated() {
    assembler.begin(SIZE, ByteBuffer.wrap(message(1), 0, FIRST));

    assertThat(budget.used()).isEqualTo(FIRST);
  }

  @Test
  void peerThatHasSentAsMuchBeforeHoldsTheWholeNextMessage() throws IOException {
    LargeBytes unused = receive(1);
    assembler.begin(SIZE, ByteBuffer.wrap(message(1), 0, FIRST));
    assertThat(budget.used()).isEqualTo(SIZE);

    assembler.close();
    assertThat(budget.used()).isZero();
  }

  /** For any way to cut it into pieces. */
  @ParameterizedTest
  @ValueSource(ints = {1, 8191, 100_000, MessageAssembler.CHUNK})
  void memoryGrowsWithTheReceivedBytes(int piece) throws IOException {
    byte[] all = message(1);
    new Random(1).nextBytes(all);
    assembler.begin(SIZE, ByteBuffer.allocate(0));
    ByteBuffer came = ByteBuffer.wrap(all);
    while (came.hasRemaining()) {
      int next = Math.min(Math.max(piece, came.position() / 64), came.remaining());
      byte[] some = new byte[next];
      came.get(some);
      assembler.read(Channels.newChannel(new ByteArrayInputStream(some)), CHUNK);
      assertThat(budget.used()).isLessThanOrEqualTo(4L * came.position());
    }
    assertThat(budget.used()).isEqualTo(SIZE);
    assertThat(Objects.requireNonNull(assembler.take().takeLarge()).copy()).isEqualTo(all);
    assertThat(budget.used()).isZero();
  }

  /** A message that was handed out may be taken after its connection is closed. */
  @Test
  void messageTakenLateIsNotReleasedTwice() throws IOException {
    byte[] all = message(1);
    assembler.begin(SIZE, ByteBuffer.wrap(all));
    assertThat(assembler.read(Channels.newChannel(InputStream.nullInputStream()), CHUNK)).isZero();
    InboundMessage late = assembler.take();
    assembler.close();
    assertThat(Objects.requireNonNull(late.takeLarge()).copy()).isEqualTo(all);
    assertThat(budget.used()).isZero();
  }

  @Test
  void messageThatDoesNotFitIsNotReadUntilItDoes() throws IOException {
    InboundBudget tight = new InboundBudget(SIZE);
    AtomicInteger granted = new AtomicInteger();
    List<InboundBudget.Share> shares = new ArrayList<>();
    List<MessageAssembler> peers = new ArrayList<>();
    List<InputStream> network = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      shares.add(tight.share(granted::incrementAndGet, why -> {}));
      peers.add(MessageAssembler.reusing(shares.get(i)));
      peers.get(i).begin(SIZE, ByteBuffer.wrap(message(i), 0, FIRST));
      network.add(new ByteArrayInputStream(message(i), FIRST, SIZE - FIRST));
    }
    readOn(peers.get(0), network.get(0)); // complete, but not delivered
    assertThat(shares.get(0).isWaiting()).isFalse();
    for (int i = 1; i < 3; i++) {
      readOn(peers.get(i), network.get(i));
      assertThat(shares.get(i).isWaiting()).isTrue();
      assertThat(network.get(i).available()).as("not read from").isEqualTo(SIZE - FIRST);
    }

    for (int i = 1; i < 3; i++) {
      Objects.requireNonNull(peers.get(i - 1).take().takeLarge()).release();
      tight.tick(0, i);
      assertThat(granted).as("one after the other").hasValue(i);
      assertThat(shares.get(i).isWaiting()).isFalse();
      readOn(peers.get(i), network.get(i));
    }
    Objects.requireNonNull(peers.get(2).take().takeLarge()).release();
    assertThat(tight.used()).isZero();
  }

  private static void readOn(MessageAssembler peer, InputStream network) throws IOException {
    ReadableByteChannel channel = Channels.newChannel(network);
    while (peer.read(channel, CHUNK) > 0 && peer.isBusy()) {
      // Goes on while bytes come.
    }
  }

  @Test
  void wholeNextMessageIsNotHeldIfItDoesNotFit() throws IOException {
    LargeBytes unused = receive(1);
    InboundBudget.Share other = budget.share(() -> {}, why -> {});
    other.begin(4 * SIZE);
    other.acquire(3 * SIZE + FIRST);

    assembler.begin(SIZE, ByteBuffer.wrap(message(1), 0, FIRST));

    assertThat(budget.used()).isEqualTo(3 * SIZE + 2 * FIRST);
  }

  /** It has sent as many bytes as it holds, but before. */
  @Test
  void peerThatOnlyAnnouncesItsNextMessageEndsWhenOthersWaitForTheMemory() throws IOException {
    InboundBudget tight = new InboundBudget(SIZE + FIRST);
    List<String> ended = new ArrayList<>();
    MessageAssembler hostile = MessageAssembler.reusing(tight.share(() -> {}, ended::add));
    hostile.begin(SIZE, ByteBuffer.wrap(message(1)));
    assertThat(hostile.read(Channels.newChannel(InputStream.nullInputStream()), CHUNK)).isZero();
    LargeBytes unused = Objects.requireNonNull(hostile.take().takeLarge());
    tight.tick(0, 0); // the agent does not keep it
    hostile.begin(SIZE, ByteBuffer.allocate(0));
    assertThat(tight.used()).isEqualTo(SIZE);

    for (int i = 0; i < 2; i++) { // the first may exceed the bound after five seconds
      InboundBudget.Share waiting = tight.share(() -> {}, why -> {});
      waiting.begin(SIZE);
      assertThat(waiting.admits(2 * FIRST)).isFalse();
    }
    tight.tick(0, 0);
    tight.tick(0, TimeUnit.SECONDS.toNanos(5));
    assertThat(ended).first().asString().contains("while others waited");
    hostile.close();
    assertThat(tight.used()).isEqualTo(2 * FIRST);
  }
}
