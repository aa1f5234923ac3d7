package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final Turns turns = new Turns();
  private int runs;

  @Test
  void oneThreadHasTheTurnAndRepeatsItForTheOthers() {
    assertThat(turns.ask()).isTrue();
    assertThat(turns.ask()).isFalse();
    turns.run(
        () -> {
          runs++;
          if (runs == 1) {
            assertThat(turns.ask()).isFalse();
          }
        });
    assertThat(runs).isEqualTo(2);
    assertThat(turns.ask()).isTrue();
  }

  @Test
  void takenTurnsAreEndedByTheirThread() {
    Turns taken = Turns.taken();
    assertThat(taken.ask()).isFalse();
    taken.run(() -> runs++);
    assertThat(runs).isEqualTo(1);
    assertThat(taken.ask()).isTrue();
  }

  @Test
  void nothingIsRunWithoutATurn() {
    turns.run(() -> runs++);
    assertThat(runs).isZero();
  }

  @Test
  void whatWasDoneBeforeAskingIsSeenByATurnAndNoTwoRunAtOnce() throws Exception {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    AtomicInteger inTurn = new AtomicInteger();
    AtomicInteger overlaps = new AtomicInteger();
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                for (int n = 0; n < 20_000; n++) {
                  done.incrementAndGet();
                  if (turns.ask()) {
                    turns.run(
                        () -> {
                          overlaps.addAndGet(inTurn.getAndIncrement());
                          seen.set(done.get());
                          inTurn.decrementAndGet();
                        });
                  }
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(seen.get()).isEqualTo(80_000);
    assertThat(overlaps.get()).isZero();
  }
}
