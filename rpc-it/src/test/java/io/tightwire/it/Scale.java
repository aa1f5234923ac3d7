package io.tightwire.it;

import java.time.Duration;

/**
 * How much the tests of chaos do: a little in every build, all of it with {@code -Dchaos=long}.
 * Stateless; safe for use by many threads.
 */
final class Scale {

  static final boolean LONG = "long".equals(System.getProperty("chaos"));

  /** Calls over connections that are lost. */
  static final int CALLS = pick(30_000, 1_000_000);

  /** Much longer than those calls take. */
  static final Duration CALLS_TAKE = Duration.ofMinutes(pick(4, 25));

  /** Servers that are killed, or restarted, under load. */
  static final int RESTARTS = pick(50, 300);

  /** Times that {@link #FROZEN_CLIENTS} clients freeze, one after the other. */
  static final int FREEZES = pick(1, 10);

  static final int FROZEN_CLIENTS = 50;

  /** Processes that are frozen at once. */
  static final int FROZEN_PROCESSES = pick(3, 50);

  static final int OVERLOAD_SECONDS = pick(1, 30);

  /** Cycles of opening, calling and closing, over each transport. */
  static final int CYCLES = pick(70, 3_400);

  /** Clients that each connect for one call, over each transport. */
  static final int FRESH_CLIENTS = pick(70, 700);

  static final int SOAK_SECONDS = LONG ? 60 * Integer.getInteger("chaos.minutes", 5) : 5;

  private Scale() {}

  private static int pick(int usual, int all) {
    return LONG ? all : usual;
  }

  /** What chance starts from: {@code -Dchaos.seed}, else another one each time. */
  static long seed() {
    return Long.getLong("chaos.seed", System.nanoTime() % 1_000_000);
  }

  /** Tells what a long test saw. */
  static void report(String figures) {
    if (LONG) {
      System.out.println("chaos: " + figures);
    }
  }
}
