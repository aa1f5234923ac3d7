package io.tightwire.telemetry.micrometer;

import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statistics that all meters of one publication share: they are read again when they are older than
 * 100 ms. Does not hold their source, so that a client that nobody uses can be collected.
 * Thread-safe.
 *
 * @param <S> where they are read
 * @param <T> the statistics
 */
final class Snapshot<S, T> {

  private static final long VALID_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Function<S, T> reader;
  private @Nullable T last;
  private long readAt;

  Snapshot(Function<S, T> reader) {
    this.reader = reader;
  }

  synchronized T of(S source) {
    long now = System.nanoTime();
    T known = last;
    if (known == null || now - readAt > VALID_NANOS) {
      known = reader.apply(source);
      last = known;
      readAt = now;
    }
    return known;
  }
}
