package io.tightwire.internal.link.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.InFlightBytes;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.OutboundMessage;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboundMsgTest {

  private final AtomicInteger wakes = new AtomicInteger();
  private final InFlightBytes inFlight =
      new LinkContext(
              new LinkOptions("test", 1 << 20, 1 << 20),
              new FakeAgent(),
              wakes::incrementAndGet,
              failure -> {})
          .inFlightBytes();

  @Test
  void bytesInFlightAreReleasedWhenJeroMqAsksForThem() {
    OutboundMessage message = new OutboundMessage(new byte[1 << 20], 0, 1 << 20, inFlight);
    OutboundMsg msg = new OutboundMsg(message);
    inFlight.acquire(message.size());
    assertThat(inFlight.hasCapacity()).isFalse();
    assertThat(msg.buf().remaining()).isEqualTo(1 << 20);
    assertThat(wakes).hasValue(1);
    assertThat(msg.buf().remaining()).isEqualTo(1 << 20);
    assertThat(inFlight.hasCapacity()).isTrue();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void jeroMqReadsOnlyThePartOfTheArrayThatIsSent() {
    byte[] array = {0, 1, 2, 3, 4};
    OutboundMsg part = new OutboundMsg(new OutboundMessage(array, 1, 3, inFlight));
    assertThat(part.size()).isEqualTo(3);
    assertThat(part.buf().capacity()).isEqualTo(3);
    assertThat(part.data()).containsExactly(1, 2, 3);
    OutboundMsg whole = new OutboundMsg(new OutboundMessage(array, 0, 5, inFlight));
    assertThat(whole.buf()).isEqualTo(ByteBuffer.wrap(array));
    assertThat(whole.data()).isSameAs(array);
  }
}
