package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final AtomicInteger wakes = new AtomicInteger();
  private final Traffic traffic =
      new Traffic(new FakeAgent(), wakes::incrementAndGet, Long.MAX_VALUE);
  private final Transit transit = new Transit(traffic);
  private final Outbox outbox = new Outbox(100);

  private void add(int length, int fill) {
    byte[] frame = new byte[length + 3];
    Arrays.fill(frame, (byte) fill);
    outbox.add(frame, 0, length);
  }

  private static byte[] bytes(@Nullable Parcel parcel) {
    return parcel == null ? new byte[0] : parcel.data();
  }

  @Test
  void packsWhatFitsInOrder() {
    add(60, 1);
    add(30, 2);
    add(10, 3);
    add(1, 4);
    byte[] packed = bytes(outbox.next(transit));
    assertThat(packed).hasSize(100);
    assertThat(packed[59]).isEqualTo((byte) 1);
    assertThat(packed[60]).isEqualTo((byte) 2);
    assertThat(packed[99]).isEqualTo((byte) 3);
    assertThat(bytes(outbox.next(transit))).containsExactly(4);
    assertThat(outbox.next(transit)).isNull();
    assertThat(outbox.bytes()).isZero();
  }

  @Test
  void packsNoMoreThanThePeerTakes() {
    outbox.packAtMost(70);
    outbox.packAtMost(1_000); // it never takes more than it said before
    add(60, 1);
    add(30, 2);
    assertThat(bytes(outbox.next(transit))).hasSize(60);
    assertThat(bytes(outbox.next(transit))).hasSize(30);
  }

  @Test
  void aFrameOverTheBoundTravelsAlone() {
    add(1, 1);
    add(500, 2);
    add(2, 3);
    assertThat(bytes(outbox.next(transit))).hasSize(1);
    assertThat(bytes(outbox.next(transit))).hasSize(500);
    assertThat(bytes(outbox.next(transit))).hasSize(2);
  }

  @Test
  void aFrameThatFillsItsArrayIsNotCopied() {
    byte[] frame = {1, 2, 3};
    outbox.add(frame, 0, 3);
    assertThat(bytes(outbox.next(transit))).isSameAs(frame);
  }

  @Test
  void whatIsUnderWayLeavesRoomOnlyWhenItLeaves() {
    Parcel parcel = new Parcel(new byte[1 << 20], 0, 1 << 20, transit);
    assertThat(transit.hasRoom()).isTrue();
    transit.entered(parcel.size());
    assertThat(transit.hasRoom()).isFalse();
    assertThat(parcel.buf().remaining()).isEqualTo(1 << 20);
    assertThat(wakes).hasValue(1);
    assertThat(parcel.buf().remaining()).isEqualTo(1 << 20);
    assertThat(transit.hasRoom()).isTrue();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void messageIsUnsentAsAWholeUntilItsLastByteIsWritten() {
    transit.expectWriting();
    transit.entered(1_000);
    transit.entered(500);
    long both = transit.unsent();
    assertThat(both).isGreaterThanOrEqualTo(1_500);
    transit.begun(1_000);
    transit.wrote(999);
    assertThat(transit.unsent()).isEqualTo(both);
    transit.wrote(3); // what frames it counts, too
    assertThat(transit.unsent()).isBetween(500L, both - 1_000);
    assertThat(traffic.unsent()).isEqualTo(transit.unsent());
    transit.begun(500);
    transit.wrote(502);
    assertThat(transit.unsent()).isZero();
    assertThat(traffic.unsent()).isZero();
  }

  @Test
  void whatIsAbandonedIsCountedOffOnce() {
    transit.entered(1_000);
    transit.abandon();
    transit.begun(1_000); // by a loop that reads it nevertheless
    assertThat(transit.unsent()).isZero();
    assertThat(traffic.unsent()).isZero();
  }
}
