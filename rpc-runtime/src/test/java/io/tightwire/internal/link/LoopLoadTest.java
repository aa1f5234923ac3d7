package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.flow.AdaptiveSpin;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopLoadTest {

  private final LoopLoad load = new LoopLoad(new AdaptiveSpin(() -> false));
  private final FakeAgent agent = new FakeAgent();
  private final LinkBytes bytes = new LinkBytes(1 << 20);

  /** Ahead of the real clock: no time passes after a pass. */
  private long now = System.nanoTime() + TimeUnit.HOURS.toNanos(1);

  private void pass(int work, boolean part) {
    load.recordPass(work, part, agent, bytes, now);
  }

  /** Receives messages of ten parts, 30 µs after one another, until the last one of the latest. */
  private void receiveLargeMessages(boolean inParts) {
    for (int message = 0; message < 20; message++) {
      pass(1, false);
      pass(0, false);
      for (int part = 0; part < 10; part++) {
        now += TimeUnit.MICROSECONDS.toNanos(30);
        pass(0, inParts);
      }
    }
  }

  @Test
  void spinsBetweenThePartsOfALargeMessage() {
    receiveLargeMessages(true);
    assertThat(load.shouldSpin(Long.MAX_VALUE)).isTrue();
  }

  @Test
  void doesNotSpinWhileNothingComesForLong() {
    receiveLargeMessages(false);
    assertThat(load.shouldSpin(Long.MAX_VALUE)).isFalse();
  }

  @Test
  void doesNotSpinWhilePartsComeSlowly() {
    for (int part = 0; part < 100; part++) {
      pass(0, true);
      now += TimeUnit.MICROSECONDS.toNanos(60);
    }
    assertThat(load.shouldSpin(Long.MAX_VALUE)).isFalse();
  }
}
