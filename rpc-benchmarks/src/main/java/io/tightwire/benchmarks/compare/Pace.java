package io.tightwire.benchmarks.compare;

/**
 * The duration and number of rounds. Immutable.
 *
 * @param rehearsal the time for which each case runs once before the first is measured: libraries
 *     differ in the amount of code to compile
 * @param warmUp before a case's first round; before the others at most {@link #SHORT}
 * @param seconds that a round is measured
 * @param rounds of each case, of which the median is taken
 * @param starts of each peer's JVMs, of which the median is taken
 * @param repeat whether a round that other processes disturbed is measured once more
 */
record Pace(
    double rehearsal, double warmUp, double seconds, int rounds, int starts, boolean repeat) {
  static final Pace QUICK = new Pace(0.3, 0.3, 0.5, 2, 1, false);
  static final Pace NORMAL = new Pace(2, 5, 3, 3, 3, true);
  static final Pace LONG = new Pace(5, 8, 5, 7, 9, true);

  private static final double SHORT = 0.5;

  Pace {
    if (seconds <= 0 || rounds < 1 || starts < 1 || warmUp < 0 || rehearsal < 0) {
      throw new IllegalArgumentException(
          "A run needs a round, a start and some seconds to measure, not "
              + rounds
              + ", "
              + starts
              + " and "
              + seconds);
    }
  }

  /** Seconds of warm-up and of measuring. */
  record Round(double warmUp, double seconds) {}

  Round round(int index) {
    return new Round(index == 0 ? warmUp : Math.min(warmUp, SHORT), seconds);
  }

  Round rehearsalRound() {
    return new Round(rehearsal, 0.01);
  }

  Pace withWarmUp(double value) {
    return new Pace(rehearsal, value, seconds, rounds, starts, repeat);
  }

  Pace withSeconds(double value) {
    return new Pace(rehearsal, warmUp, value, rounds, starts, repeat);
  }

  Pace withRounds(int value) {
    return new Pace(rehearsal, warmUp, seconds, value, starts, repeat);
  }

  Pace withStarts(int value) {
    return new Pace(rehearsal, warmUp, seconds, rounds, value, repeat);
  }
}
