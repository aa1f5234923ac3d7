package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionTest {

  private static final int LARGE = 512 * 1024;

  private final LinkContext context =
      new LinkContext(
          new LinkOptions("test", 1 << 20, 1 << 20), new FakeAgent(), () -> {}, fault -> {});
  private final FakeSink sink = new FakeSink();
  private final Connection connection =
      context.connection("peer", Endpoint.parse("tcp://127.0.0.1:1"), null, sink);

  /** Takes messages, or refuses them, and has written them or not. */
  private static final class FakeSink implements MessageSink {

    private boolean refuses;
    private boolean flushed = true;
    private int taken;

    @Override
    public Outcome transmit(OutboundMessage message) {
      if (refuses) {
        return Outcome.REFUSED;
      }
      taken++;
      return Outcome.SENT;
    }

    @Override
    public boolean isFlushed() {
      return flushed;
    }

    @Override
    public void disconnect(String how) {}
  }

  private void send(int bytes) {
    connection.send(new byte[bytes], 0, bytes);
    context.flushQueue().flush();
  }

  @Test
  void isWritableAgainAsSoonAsItsSinkHasWrittenEverything() {
    sink.flushed = false;
    send(LARGE);
    assertThat(sink.taken).isEqualTo(1);
    assertThat(connection.isWritable()).isFalse();
    sink.flushed = true; // between two passes of the loop
    assertThat(connection.isWritable()).isTrue();
  }

  @Test
  void refusedMessageIsRetriedThoughItUsesUpAllCapacity() {
    sink.refuses = true;
    send(LARGE);
    assertThat(connection.isWritable()).isFalse();
    sink.refuses = false;
    context.flushQueue().flush();
    assertThat(sink.taken).isEqualTo(1);
    assertThat(connection.isWritable()).isTrue();
  }
}
