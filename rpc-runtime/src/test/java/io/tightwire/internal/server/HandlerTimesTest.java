package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HandlerTimesTest {

  private final AtomicBoolean crowded = new AtomicBoolean();
  private final HandlerTimes times =
      new HandlerTimes(HandlerTimes.NEEDED, HandlerTimes.SHORT, HandlerTimes.LONG, crowded::get);

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

  /** A virtual machine loses its processor for a little more than the limit, now and then. */
  @Test
  void runsThatLoseTheirProcessorForAMomentKeepThePlace() {
    run(HandlerTimes.NEEDED, 0);
    for (int i = 0; i < 1_000; i++) {
      runOnLoop(1, HandlerTimes.VERY_LONG);
      runOnLoop(HandlerTimes.LITTLE_WEIGHT, 0);
    }
    assertThat(times.areShort()).isTrue();
  }

  @Test
  void handlerThatOftenTakesAMomentLosesThePlace() {
    run(HandlerTimes.NEEDED, 0);
    int runs = 0;
    while (times.areShort()) {
      runOnLoop(1, HandlerTimes.LONG + 1);
      runOnLoop(HandlerTimes.LITTLE_WEIGHT / 2, 0);
      runs++;
    }
    assertThat(runs).isBetween(2, 100);
  }

  @Test
  void momentOnAnotherThreadTakesBackOnlySomeShortRuns() {
    run(HandlerTimes.NEEDED, 0);
    for (int i = 0; i < 3; i++) { // then it needs eight times as many
      loseThePlace();
      run(HandlerTimes.NEEDED << (i + 1), 0);
      assertThat(times.areShort()).isTrue();
    }
    loseThePlace();
    run((HandlerTimes.NEEDED << 4) - 1, 0);
    run(1, HandlerTimes.SHORT + 1);
    run(HandlerTimes.LITTLE_WEIGHT, 0);
    assertThat(times.areShort()).isFalse();
    run(1, 0);
    assertThat(times.areShort()).isTrue();
  }

  @Test
  void longRunsOnTheLoopCostThePlaceForTwiceAsLong() {
    run(HandlerTimes.NEEDED, 0);
    runOnLoop(100, HandlerTimes.LONG);
    assertThat(times.areShort()).isTrue();
    loseThePlace();
    run(2 * HandlerTimes.NEEDED - 1, 0);
    assertThat(times.areShort()).isFalse();
    run(1, 0);
    assertThat(times.areShort()).isTrue();
  }

  private void loseThePlace() {
    runOnLoop(2, HandlerTimes.VERY_LONG + 1);
    assertThat(times.areShort()).isTrue();
    runOnLoop(1, HandlerTimes.VERY_LONG + 1);
    assertThat(times.areShort()).isFalse();
  }

  @Test
  void longRunsNowAndThenAreForgiven() {
    run(HandlerTimes.NEEDED, 0);
    for (int i = 0; i < 10; i++) {
      runOnLoop(2, HandlerTimes.VERY_LONG + 1);
      runOnLoop(2 * HandlerTimes.WEIGHT, 0);
    }
    assertThat(times.areShort()).isTrue();
    runOnLoop(2, HandlerTimes.VERY_LONG + 1);
    runOnLoop(HandlerTimes.WEIGHT - 1, 0);
    runOnLoop(1, HandlerTimes.VERY_LONG + 1);
    assertThat(times.areShort()).isFalse();
  }

  @Test
  void onACrowdedMachineLongRunsWeighLittleUnlessTheyAreMany() {
    crowded.set(true);
    run(HandlerTimes.NEEDED, 0);
    for (int i = 0; i < 1_000; i++) {
      runOnLoop(1, HandlerTimes.VERY_LONG + 1);
      runOnLoop(HandlerTimes.LITTLE_WEIGHT, 0);
    }
    assertThat(times.areShort()).isTrue();
    for (int i = 0; i < HandlerTimes.MOST_WEIGHT && times.areShort(); i++) {
      runOnLoop(1, HandlerTimes.VERY_LONG + 1);
      runOnLoop(HandlerTimes.LITTLE_WEIGHT / 2, 0);
    }
    assertThat(times.areShort()).isFalse();
  }

  @Test
  void manyShortRunsOnTheLoopMakeUpForALostPlace() {
    run(HandlerTimes.NEEDED, 0);
    loseThePlace();
    run(2 * HandlerTimes.NEEDED, 0);
    runOnLoop(HandlerTimes.FORGIVEN_AFTER, 0);
    loseThePlace();
    run(2 * HandlerTimes.NEEDED - 1, 0);
    assertThat(times.areShort()).isFalse();
    run(1, 0);
    assertThat(times.areShort()).as("not four times as many").isTrue();
  }
}
