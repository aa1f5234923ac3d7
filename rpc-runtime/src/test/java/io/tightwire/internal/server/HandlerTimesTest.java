package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandlerTimesTest {

  private final HandlerTimes times = new HandlerTimes();

  private void run(int runs, long nanos) {
    for (int i = 0; i < runs; i++) {
      times.record(nanos, false);
    }
  }

  private void runOnLoop(int runs, long nanos) {
    for (int i = 0; i < runs; i++) {
      times.record(nanos, true);
    }
  }

  @Test
  void shortRunsInARowEarnThePlace() {
    run(HandlerTimes.NEEDED - 1, HandlerTimes.SHORT);
    assertThat(times.areShort()).isFalse();
    run(1, HandlerTimes.SHORT);
    assertThat(times.areShort()).isTrue();
  }

  @Test
  void longRunInBetweenBeginsTheRowAgain() {
    run(HandlerTimes.NEEDED - 1, 0);
    run(1, HandlerTimes.SHORT + 1);
    run(HandlerTimes.NEEDED - 1, 0);
    assertThat(times.areShort()).isFalse();
    run(1, 0);
    assertThat(times.areShort()).isTrue();
  }

  @Test
  void longRunOnTheLoopCostsThePlaceForTwiceAsLong() {
    run(HandlerTimes.NEEDED, 0);
    runOnLoop(1, HandlerTimes.LONG);
    assertThat(times.areShort()).isTrue();
    runOnLoop(1, HandlerTimes.LONG + 1);
    assertThat(times.areShort()).isFalse();
    run(2 * HandlerTimes.NEEDED - 1, 0);
    assertThat(times.areShort()).isFalse();
    run(1, 0);
    assertThat(times.areShort()).isTrue();
  }

  @Test
  void manyShortRunsOnTheLoopMakeUpForALongOne() {
    run(HandlerTimes.NEEDED, 0);
    runOnLoop(1, HandlerTimes.LONG + 1);
    run(2 * HandlerTimes.NEEDED, 0);
    runOnLoop(HandlerTimes.FORGIVEN_AFTER, 0);
    runOnLoop(1, HandlerTimes.LONG + 1);
    run(2 * HandlerTimes.NEEDED - 1, 0);
    assertThat(times.areShort()).isFalse();
    run(1, 0);
    assertThat(times.areShort()).as("not four times as many").isTrue();
  }
}
