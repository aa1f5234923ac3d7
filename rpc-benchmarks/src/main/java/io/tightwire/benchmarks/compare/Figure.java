package io.tightwire.benchmarks.compare;

/** A quantity that is measured. Immutable. */
enum Figure {
  /** Calls, or items of a stream, in a second. */
  RATE,
  P50_MICROS,
  P99_MICROS,
  CLIENT_CPU_MICROS,
  SERVER_CPU_MICROS,
  /** Bytes allocated for each call. */
  CLIENT_BYTES,
  SERVER_BYTES,
  /** The share of the machine that other processes used meanwhile, in percent. */
  OTHERS_PERCENT,
  /** The time from spawning the server's JVM until the server is ready. */
  READY_MILLIS,
  /**
   * The time from spawning the server's JVM until the first response to a client whose JVM has made
   * no call before.
   */
  FIRST_RESPONSE_MILLIS,
  /** Of the same calls, just before the idle connections were opened. */
  RATE_WITHOUT_IDLE,
  P50_MICROS_WITHOUT_IDLE,
  /** What a call costs with the idle connections, as a multiple of one without. */
  COST_OF_IDLE,
  IDLE_CONNECTIONS
}
