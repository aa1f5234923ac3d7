package io.tightwire.internal.link.zmtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.FakeChannel;
import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.OutboundMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZmtpReaderTest {

  private static final int SIZE = 300_000;

  private final SelectorEngine engine =
      new SelectorEngine(
          new LinkContext(
              new LinkOptions("test", 1 << 20, 1), new FakeAgent(), () -> {}, fault -> {}));
  private final FakeChannel channel = new FakeChannel();
  private final Messages messages = new Messages();
  private final ZmtpReader reader =
      new ZmtpReader(
          channel,
          engine,
          messages,
          new ZmtpDecoder(1 << 20, 1 << 20),
          InboundBudget.unlimited().share(() -> {}, why -> {}));

  /** Takes messages; its handshake is over. */
  private static final class Messages implements ZmtpMechanism {

    final List<Integer> sizes = new ArrayList<>();

    @Override
    public void attach(Wire connection) {}

    @Override
    public byte[] greeting() {
      return ZmtpCommand.greeting();
    }

    @Override
    public void onGreeting(byte[] greeting) {}

    @Override
    public void onCommand(byte[] command) {}

    @Override
    public void onMessage(InboundMessage frame, boolean whole) {
      sizes.add(frame.take().length);
    }

    @Override
    public boolean isComplete() {
      return true;
    }

    @Override
    public void requireComplete() {}

    @Override
    public void send(OutboundMessage message) {}
  }

  /** Some bytes arrive, and a number of zeros behind them. */
  private void arrive(int zeros, byte... first) {
    channel.arrive(Arrays.copyOf(first, first.length + zeros));
  }

  private void readAll() throws IOException {
    while (reader.read()) {}
  }

  private static byte[] head(int size) {
    return ByteBuffer.allocate(9).put((byte) 2).putLong(size).array();
  }

  @Test
  void saysThatAPartOfALargeMessageHasComeAndMoreIsToCome() throws IOException {
    arrive(0, ZmtpCommand.greeting());
    readAll();
    arrive(20, (byte) 0, (byte) 20);
    readAll();
    assertThat(messages.sizes).containsExactly(20);
    assertThat(engine.takePart()).as("of a small message").isFalse();

    arrive(100_000, head(SIZE));
    readAll();
    assertThat(engine.takePart()).as("the first part").isTrue();
    assertThat(engine.takePart()).as("no other one").isFalse();
    arrive(100_000);
    readAll();
    assertThat(engine.takePart()).as("the second part").isTrue();
    arrive(100_000);
    readAll();
    assertThat(messages.sizes).containsExactly(20, SIZE);
    assertThat(engine.takePart()).as("the last part").isFalse();
  }

  @Test
  void partsOfTheFirstMessageDoNotCount() throws IOException {
    arrive(0, ZmtpCommand.greeting());
    readAll();
    arrive(100_000, head(SIZE));
    readAll();
    arrive(100_000);
    readAll();
    assertThat(engine.takePart()).isFalse();
    arrive(100_000);
    readAll();
    assertThat(messages.sizes).containsExactly(SIZE);
  }
}
