package io.tightwire.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Client and server against each other, in thousands of orderings of all that can happen. */
class RandomScheduleTest {

  private static final int SEEDS = 3_000;
  private static final int SEEDS_IN_CI = 30_000;

  /** Kept in a field, so that the logger and its level are not collected. */
  private static final Logger LOG = Logger.getLogger("io.tightwire");

  private final @Nullable Level usual = LOG.getLevel();

  /** Each seed has its own client and server, and failures that they would log. */
  @BeforeEach
  void hush() {
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void speak() {
    LOG.setLevel(usual);
  }

  @Test
  void everyCallEndsOnceAndNoneRunsThatWasReportedAsNotRun() {
    play(1);
  }

  @Test
  void theSameHoldsForThreeServersOfWhichEachIsLostAndReplaced() {
    play(3);
  }

  private static void play(int servers) {
    @Nullable String chosen = System.getProperty("seed");
    boolean ci = "true".equals(System.getenv("CI"));
    long first = chosen == null ? 0 : Long.parseLong(chosen);
    long last = chosen == null ? Long.getLong("seeds", ci ? SEEDS_IN_CI : SEEDS) : first + 1;
    int ran = 0;
    int repeated = 0;
    for (long seed = first; seed < last; seed++) {
      try {
        Witness witness = new Schedule(seed, servers).play();
        ran += witness.count();
        repeated += witness.repeats();
      } catch (Throwable e) {
        throw new AssertionError("Replay it with -Dseed=" + seed + ": " + e, e);
      }
    }
    assertThat(ran).as("calls that were run").isPositive();
    if (chosen == null) {
      assertThat(repeated).as("calls that were run again").isPositive();
    }
  }
}
