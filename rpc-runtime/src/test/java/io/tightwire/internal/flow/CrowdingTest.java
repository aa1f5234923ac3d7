package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrowdingTest {

  private static final long START = 1_000_000_000_000L;

  private final Crowding crowding = new Crowding(START);

  /** Returns when the machine counts as not crowded any more. */
  private long yieldFor(long nanos, long at) {
    long end = at;
    for (int i = 0; i < Crowding.IN_A_ROW; i++) {
      assertThat(crowding.isCrowded(end)).isFalse();
      end += nanos;
      crowding.recordYield(nanos, end);
    }
    return end;
  }

  @Test
  void shortYieldsChangeNothing() {
    assertThat(crowding.isCrowded(START)).isFalse();
    long end = yieldFor(Crowding.LONG_YIELD - 1, START);
    assertThat(crowding.isCrowded(end)).isFalse();
  }

  @Test
  void longYieldsCountForAWhile() {
    long at = START + Crowding.LONGEST;
    long end = yieldFor(Crowding.LONG_YIELD, at);
    assertThat(crowding.isCrowded(end + Crowding.SHORTEST - 1)).isTrue();
    assertThat(crowding.isCrowded(end + Crowding.SHORTEST)).isFalse();
  }

  @Test
  void longYieldsNowAndThenChangeNothing() {
    long at = START;
    for (int i = 0; i < 10; i++) {
      crowding.recordYield(Crowding.LONG_YIELD, at);
      at += Crowding.SHORTEST;
      assertThat(crowding.isCrowded(at)).isFalse();
    }
  }

  @Test
  void theWhileDoublesAsLongAsYieldsAreLong() {
    long at = START + Crowding.LONGEST;
    long lasts = Crowding.SHORTEST;
    for (int i = 0; i < 10; i++) {
      long end = yieldFor(Crowding.LONG_YIELD, at);
      assertThat(crowding.isCrowded(end + lasts - 1)).isTrue();
      assertThat(crowding.isCrowded(end + lasts)).isFalse();
      at = end + lasts;
      lasts = Math.min(2 * lasts, Crowding.LONGEST);
    }
    at += 2 * Crowding.LONGEST; // with short yields only
    long end = yieldFor(Crowding.LONG_YIELD, at);
    assertThat(crowding.isCrowded(end + Crowding.SHORTEST)).isFalse();
  }
}
