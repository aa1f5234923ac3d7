package io.tightwire.internal.link;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A loop's state from the request to close to its last pass. {@link #request} and {@link
 * #isPending()} are thread-safe; the rest is confined to the loop thread.
 */
final class LoopClosing {

  private static final long LONGEST_LINGER = TimeUnit.DAYS.toNanos(1);

  private final AtomicReference<@Nullable Duration> requested = new AtomicReference<>();
  private volatile boolean begun;
  private long deadline;

  /** Returns how long a loop may linger, in nanoseconds. */
  static long nanos(Duration linger) {
    return Math.max(0, Math.min(TimeUnit.NANOSECONDS.convert(linger), LONGEST_LINGER));
  }

  /** Requests that the loop closes; ignored after the first request. */
  void request(Duration linger) {
    requested.compareAndSet(null, Duration.ofNanos(nanos(linger)));
  }

  /** Returns whether there is a request that {@link #begin} has not seen. */
  boolean isPending() {
    return requested.get() != null && !begun;
  }

  /** Begins to close if that was requested. */
  void begin(long now) {
    Duration linger = requested.get();
    if (linger != null && !begun) {
      begun = true;
      deadline = now + linger.toNanos();
    }
  }

  boolean isBegun() {
    return begun;
  }

  /** Returns the remaining time in nanoseconds; negative if none, endless if it does not close. */
  long left(long now) {
    return begun ? deadline - now : Long.MAX_VALUE;
  }
}
