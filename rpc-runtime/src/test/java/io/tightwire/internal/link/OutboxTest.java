package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final AtomicInteger wakes = new AtomicInteger();
  private final LinkBytes total = new LinkBytes(Long.MAX_VALUE);
  private final InFlightBytes inFlight = new InFlightBytes(total, wakes::incrementAndGet);
  private final Outbox outbox = new Outbox(100, inFlight);

  private void add(int length, int fill) {
    byte[] frame = new byte[length + 3];
    Arrays.fill(frame, (byte) fill);
    outbox.add(new OutboundMessage(frame, 0, length, inFlight));
  }

  private static byte[] bytes(@Nullable OutboundMessage message) {
    return message == null ? new byte[0] : message.contents();
  }

  @Test
  void packsFramesThatFitInOrder() {
    add(60, 1);
    add(30, 2);
    add(10, 3);
    add(1, 4);
    byte[] packed = bytes(outbox.next());
    assertThat(packed).hasSize(100);
    assertThat(packed[59]).isEqualTo((byte) 1);
    assertThat(packed[60]).isEqualTo((byte) 2);
    assertThat(packed[99]).isEqualTo((byte) 3);
    assertThat(bytes(outbox.next())).containsExactly(4);
    assertThat(outbox.next()).isNull();
    assertThat(outbox.bytes()).isZero();
  }

  @Test
  void packsNoMoreThanThePeerAccepts() {
    outbox.packAtMost(70);
    outbox.packAtMost(1_000); // it never accepts more than it said before
    add(60, 1);
    add(30, 2);
    assertThat(bytes(outbox.next())).hasSize(60);
    assertThat(bytes(outbox.next())).hasSize(30);
  }

  @Test
  void aFrameOverTheBoundTravelsAlone() {
    add(1, 1);
    add(500, 2);
    add(2, 3);
    assertThat(bytes(outbox.next())).hasSize(1);
    assertThat(bytes(outbox.next())).hasSize(500);
    assertThat(bytes(outbox.next())).hasSize(2);
  }

  @Test
  void aFrameThatFillsItsArrayIsNotCopied() {
    byte[] frame = {1, 2, 3};
    outbox.add(new OutboundMessage(frame, 0, 3, inFlight));
    assertThat(bytes(outbox.next())).isSameAs(frame);
  }

  @Test
  void bytesInFlightAreReleasedWhenTheyLeave() {
    OutboundMessage message = new OutboundMessage(new byte[1 << 20], 0, 1 << 20, inFlight);
    assertThat(inFlight.hasCapacity()).isTrue();
    inFlight.acquire(message.size());
    assertThat(inFlight.hasCapacity()).isFalse();
    message.begin();
    assertThat(wakes).hasValue(1);
    message.begin();
    assertThat(inFlight.hasCapacity()).isTrue();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void messageIsUnsentAsAWholeUntilItsLastByteIsWritten() {
    inFlight.countUntilWritten();
    inFlight.acquire(1_000);
    inFlight.acquire(500);
    long both = inFlight.unsent();
    assertThat(both).isGreaterThanOrEqualTo(1_500);
    inFlight.onBegun(1_000);
    inFlight.onBytesWritten(999);
    assertThat(inFlight.unsent()).isEqualTo(both);
    inFlight.onBytesWritten(3); // the bytes of ZMTP's headers count, too
    assertThat(inFlight.unsent()).isBetween(500L, both - 1_000);
    assertThat(total.unsent()).isEqualTo(inFlight.unsent());
    inFlight.onBegun(500);
    inFlight.onBytesWritten(502);
    assertThat(inFlight.unsent()).isZero();
    assertThat(total.unsent()).isZero();
  }

  @Test
  void bytesThatAreReleasedAreReleasedOnce() {
    inFlight.acquire(1_000);
    inFlight.releaseAll();
    inFlight.onBegun(1_000); // by a loop that reads it nevertheless
    assertThat(inFlight.unsent()).isZero();
    assertThat(total.unsent()).isZero();
  }
}
