package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tightwire.internal.flow.AdaptiveSpin;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopLoadTest {

  private final LoopLoad load = new LoopLoad(new AdaptiveSpin(() -> false));
  private final FakeAgent agent = new FakeAgent();
  private final LinkBytes bytes = new LinkBytes(1 << 20);

  /** Ahead of the real clock: no time passes after a pass. */
  private long now = System.nanoTime() + TimeUnit.HOURS.toNanos(1);

  @BeforeEach
  void needTwoCores() {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
  }

  private void pass(int work) {
    load.recordPass(work, agent, bytes, now);
  }

  /** A pass that takes longer than a short wait. */
  private void part() {
    long begun = now;
    now += TimeUnit.MICROSECONDS.toNanos(200);
    load.recordPart(bytes, begun, now);
  }

  /** Receives messages of ten parts, 30 µs after one another, until the last one of the latest. */
  private void receiveLargeMessages(boolean inParts) {
    for (int message = 0; message < 20; message++) {
      pass(1);
      pass(0);
      for (int part = 0; part < 10; part++) {
        now += TimeUnit.MICROSECONDS.toNanos(30);
        if (inParts) {
          part();
        } else {
          pass(0);
        }
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
      part();
      now += TimeUnit.MICROSECONDS.toNanos(60);
    }
    assertThat(load.shouldSpin(Long.MAX_VALUE)).isFalse();
  }
}
