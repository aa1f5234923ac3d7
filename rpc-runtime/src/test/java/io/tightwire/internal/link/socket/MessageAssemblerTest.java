package io.tightwire.internal.link.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.flow.LargeBytes;
import io.tightwire.internal.link.InboundBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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

  @Test
  void wholeNextMessageIsNotHeldIfItDoesNotFit() throws IOException {
    LargeBytes unused = receive(1);
    InboundBudget.Share other = budget.share(() -> {}, why -> {});
    other.begin(4 * SIZE);
    other.acquire(3 * SIZE + FIRST);

    assembler.begin(SIZE, ByteBuffer.wrap(message(1), 0, FIRST));

    assertThat(budget.used()).isEqualTo(3 * SIZE + 2 * FIRST);
  }
}
