package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class LivenessTest {

  private static final long START = Long.parseLong("9223372036854775800"); // soon overflows
  private final Liveness liveness =
      new Liveness(new Heartbeat(Duration.ofNanos(10), Duration.ofNanos(30)), START);

  @Test
  void peerIsPingedOnceInEachSilence() {
    assertThat(liveness.next()).isEqualTo(START + 10);
    assertThat(liveness.shouldPing(START + 9)).isFalse();
    assertThat(liveness.shouldPing(START + 10)).isTrue();
    assertThat(liveness.shouldPing(START + 11)).isFalse();
    liveness.heard(START + 12);
    assertThat(liveness.next()).isEqualTo(START + 22);
    assertThat(liveness.shouldPing(START + 21)).isFalse();
    assertThat(liveness.shouldPing(START + 22)).isTrue();
  }

  @Test
  void peerIsDeadAfterTheTimeout() {
    assertThat(liveness.shouldPing(START + 10)).isTrue();
    assertThat(liveness.next()).isEqualTo(START + 30);
    assertThat(liveness.isDead(START + 29)).isFalse();
    assertThat(liveness.isDead(START + 30)).isTrue();
  }

  @Test
  void peerThatWasNotPingedIsNotDead() {
    assertThat(liveness.isDead(START + 100)).as("this side slept").isFalse();
    assertThat(liveness.shouldPing(START + 100)).isTrue();
  }

  @Test
  void heartbeatNeedsAnIntervalAndALongerTimeout() {
    assertThatThrownBy(() -> new Heartbeat(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("longer timeout");
  }

  @Test
  void endlessTimeoutNeverExpires() {
    Duration forever = ChronoUnit.FOREVER.getDuration();
    Liveness liveness = new Liveness(new Heartbeat(Duration.ofSeconds(1), forever), START);
    long later = START + Duration.ofDays(10_000).toNanos();
    assertThat(liveness.shouldPing(later)).isTrue();
    assertThat(liveness.isDead(later)).isFalse();
    assertThat(liveness.next() - later).isPositive();
    Liveness silent =
        new Liveness(new Heartbeat(Duration.ofSeconds(Long.MAX_VALUE), forever), START);
    assertThat(silent.shouldPing(later)).isFalse();
    assertThat(silent.next() - later).isPositive();
  }
}
