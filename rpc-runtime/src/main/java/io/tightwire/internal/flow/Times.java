package io.tightwire.internal.flow;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Arithmetic of durations and of deadlines on the monotonic clock. Stateless; thread-safe. */
public final class Times {

  /** A century: longer waits are cut, so that sums of nanoseconds can't overflow. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private Times() {}

  /**
   * Returns a duration in nanoseconds: a century at most, 0 for a negative one. Users' durations
   * are converted only here, since {@link Duration#toNanos} overflows.
   */
  public static long nanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
  }

  /** Returns when a timeout that starts now has passed; {@link Timed#NEVER} for null. */
  public static long deadline(long now, @Nullable Duration timeout) {
    return timeout == null ? Timed.NEVER : now + nanos(timeout);
  }

  /** Returns the time until a deadline in whole milliseconds, rounded up; at least 0. */
  public static long remainingMillis(long deadline, long now) {
    return Math.max(0, (deadline - now + 999_999) / 1_000_000);
  }

  /** Returns the earlier of two times, each of which may be {@link Timed#NEVER}. */
  public static long earlier(long a, long b) {
    return b == Timed.NEVER || (a != Timed.NEVER && a - b < 0) ? a : b;
  }

  /** Returns the sum of two numbers, or {@link Long#MAX_VALUE}; the second is not negative. */
  public static long saturatedSum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /** Formats a duration for messages: {@code 250ms}, {@code 2s}, {@code 1m30s}. */
  public static String print(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      double millis = duration.toNanos() / 1e6;
      return millis == Math.rint(millis) ? (long) millis + "ms" : millis + "ms";
    }
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
