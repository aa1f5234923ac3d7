package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookoutTest {

  private static final long SHORT = Lookout.LIMIT - 1;
  private static final long LONG = Lookout.LIMIT;

  private final Lookout lookout = new Lookout();

  @BeforeEach
  void twoCores() {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
  }

  private void waited(int times, long nanos) {
    for (int i = 0; i < times; i++) {
      lookout.waited(nanos, Lookout.LIMIT);
    }
  }

  @Test
  void nothingIsExpectedAtFirst() {
    assertThat(lookout.pays()).isFalse();
  }

  @Test
  void itPaysOnceMostWaitsWereShort() {
    waited(4, SHORT);
    assertThat(lookout.pays()).isFalse();
    waited(6, SHORT);
    assertThat(lookout.pays()).isTrue();
  }

  @Test
  void itPaysNoMoreOnceSeveralWaitsWereLong() {
    waited(100, SHORT);
    waited(1, LONG);
    assertThat(lookout.pays()).as("an exception").isTrue();
    waited(4, LONG);
    assertThat(lookout.pays()).isFalse();
  }

  @Test
  void everyOtherWaitIsNotEnough() {
    for (int i = 0; i < 1_000; i++) {
      waited(1, Long.MAX_VALUE);
      waited(1, 0);
      assertThat(lookout.pays()).isFalse();
    }
  }

  @Test
  void whatIsLargeMayTakeLonger() {
    assertThat(Lookout.limit(0)).isEqualTo(Lookout.LIMIT);
    assertThat(Lookout.limit(64 << 10)).isEqualTo(Lookout.LIMIT + 65_536);
    assertThat(Lookout.limit(Long.MAX_VALUE)).isEqualTo(Lookout.LIMIT + 131_072);
  }
}
