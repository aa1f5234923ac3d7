package io.tightwire.benchmarks.compare;

/** What is measured. Immutable. */
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
  /** How much of the machine others had meanwhile, in percent. */
  OTHERS_PERCENT,
  /** From spawning the server's JVM until it is ready. */
  READY_MILLIS,
  /** The same until a client whose JVM has made no call before has its first answer. */
  FIRST_ANSWER_MILLIS
}
