package io.tightwire.it;

import java.time.Duration;

/**
 * The scale of the chaos tests: small in every build, full with {@code -Dchaos=long}. Stateless;
 * thread-safe.
 */
final class Scale {

  static final boolean LONG = "long".equals(System.getProperty("chaos"));

  /** The number of calls over connections that are lost. */
  static final int CALLS = pick(30_000, 1_000_000);

  /** The time limit for those calls, much longer than they take. */
  static final Duration CALLS_TAKE = Duration.ofMinutes(pick(4, 25));

  /** The number of servers that are killed, or restarted, under load. */
  static final int RESTARTS = pick(50, 300);

  /** The number of rounds in which {@link #FROZEN_CLIENTS} clients freeze. */
  static final int FREEZES = pick(1, 10);

  static final int FROZEN_CLIENTS = 50;

  /** The number of processes that are frozen at the same time. */
  static final int FROZEN_PROCESSES = pick(3, 50);

  static final int OVERLOAD_SECONDS = pick(1, 30);

  /** The number of cycles of opening, calling and closing, over each transport. */
  static final int CYCLES = pick(70, 3_400);

  /** The number of clients that each connect for one call, over each transport. */
  static final int FRESH_CLIENTS = pick(70, 700);

  static final int SOAK_SECONDS = LONG ? 60 * Integer.getInteger("chaos.minutes", 5) : 5;

  private Scale() {}

  private static int pick(int usual, int all) {
    return LONG ? all : usual;
  }

  /** The random seed: {@code -Dchaos.seed}, else a different one each time. */
  static long seed() {
    return Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);
  }

  /** Prints a result of a long test. */
  static void report(String figures) {
    if (LONG) {
      System.out.println("chaos: " + figures);
    }
  }
}
