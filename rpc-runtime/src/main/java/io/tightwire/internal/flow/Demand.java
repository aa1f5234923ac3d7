package io.tightwire.internal.flow;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How many items a subscriber has requested and not received, by the rules of Reactive Streams
 * (3.8, 3.9 and 3.17 of version 1.0.4). Thread-safe.
 */
public final class Demand {

  private final AtomicLong items = new AtomicLong();
  private final AtomicReference<@Nullable IllegalArgumentException> misuse =
      new AtomicReference<>();

  /**
   * Adds what a subscriber requests; {@link Long#MAX_VALUE} is without end.
   *
   * @param name that of the method, for messages
   */
  public void request(long n, String name) {
    if (n > 0) {
      items.accumulateAndGet(n, Times::saturatedSum);
    } else {
      misuse.compareAndSet(
          null,
          new IllegalArgumentException(
              "request(" + n + ") on " + name + ": must be greater than zero (rule 3.9)"));
    }
  }

  /** Returns what the subscriber is to be told if it has requested less than one item. */
  public @Nullable IllegalArgumentException misuse() {
    return misuse.get();
  }

  /** Returns how many items may be delivered. */
  public long get() {
    return items.get();
  }

  /** Counts an item that is about to be delivered; called by one thread at a time. */
  public void take() {
    items.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - 1);
  }
}
