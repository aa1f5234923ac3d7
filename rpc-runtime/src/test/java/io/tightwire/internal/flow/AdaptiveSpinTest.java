package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdaptiveSpinTest {

  private static final long SHORT = AdaptiveSpin.SPIN_LIMIT - 1;
  private static final long LONG = AdaptiveSpin.SPIN_LIMIT;

  private final AtomicBoolean crowded = new AtomicBoolean();
  private final AdaptiveSpin spin = new AdaptiveSpin(crowded::get);

  @BeforeEach
  void twoCores() {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
  }

  private void waited(int times, long nanos) {
    for (int i = 0; i < times; i++) {
      spin.recordWait(nanos, AdaptiveSpin.SPIN_LIMIT);
    }
  }

  @Test
  void doesNotSpinAtFirst() {
    assertThat(spin.shouldSpin()).isFalse();
  }

  @Test
  void spinsOnceMostWaitsWereShort() {
    waited(4, SHORT);
    assertThat(spin.shouldSpin()).isFalse();
    waited(6, SHORT);
    assertThat(spin.shouldSpin()).isTrue();
  }

  @Test
  void stopsSpinningOnceSeveralWaitsWereLong() {
    waited(100, SHORT);
    waited(1, LONG);
    assertThat(spin.shouldSpin()).as("an exception").isTrue();
    waited(4, LONG);
    assertThat(spin.shouldSpin()).isFalse();
  }

  @Test
  void doesNotSpinWhileOtherProcessesWantTheCores() {
    waited(100, SHORT);
    crowded.set(true);
    assertThat(spin.shouldSpin()).isFalse();
    crowded.set(false);
    assertThat(spin.shouldSpin()).isTrue();
  }

  @Test
  void doesNotSpinIfOnlyHalfOfTheWaitsAreShort() {
    for (int i = 0; i < 1_000; i++) {
      waited(1, Long.MAX_VALUE);
      waited(1, 0);
      assertThat(spin.shouldSpin()).isFalse();
    }
  }

  @Test
  void largeMessagesMayTakeLonger() {
    assertThat(AdaptiveSpin.limit(0)).isEqualTo(AdaptiveSpin.SPIN_LIMIT);
    assertThat(AdaptiveSpin.limit(64 << 10)).isEqualTo(AdaptiveSpin.SPIN_LIMIT + 65_536);
    assertThat(AdaptiveSpin.limit(Long.MAX_VALUE)).isEqualTo(AdaptiveSpin.SPIN_LIMIT + 131_072);
  }
}
