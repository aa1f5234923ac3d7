package com.acme.fleet;

import java.time.Duration;
import java.util.Locale;

/**
 * What a run has come to.
 *
 * @param scored the idempotent calls that were made
 * @param failed those of them that failed
 * @param charged the calls that are not idempotent and succeeded
 * @param mayBeCharged those that were lost: their callers were told that they may have been
 *     executed
 * @param hadBeenCharged those of them that had been
 * @param notCharged those whose callers were told that they were not executed
 * @param wrong charges that ran twice, that did not run although they succeeded, or that ran
 *     although their caller was told that they did not
 * @param retries how many times a call was sent again
 * @param ejections how many times the client has ejected a worker
 */
record Summary(
    Duration time,
    Duration median,
    Duration p99,
    Duration longest,
    int scored,
    int failed,
    int charged,
    int mayBeCharged,
    int hadBeenCharged,
    int notCharged,
    int wrong,
    long retries,
    int ejections) {

  private int made() {
    return scored + charged + mayBeCharged + notCharged;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        """
        %,d calls in %.1f s: %.0f/s; median %s, p99 %s, longest %s; retries: %d, ejections: %d
        idempotent calls:     %,d, failed: %d
        not idempotent calls: %,d, done: %,d, told "may have executed": %d (%d had), told "not executed": %d
        executed twice or against what its caller was told: %d""",
        made(),
        time.toMillis() / 1000.0,
        made() * 1000.0 / time.toMillis(),
        millis(median),
        millis(p99),
        millis(longest),
        retries,
        ejections,
        scored,
        failed,
        charged + mayBeCharged + notCharged,
        charged,
        mayBeCharged,
        hadBeenCharged,
        notCharged,
        wrong);
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
  }
}
