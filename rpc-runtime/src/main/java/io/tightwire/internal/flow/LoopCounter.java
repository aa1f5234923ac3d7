package io.tightwire.internal.flow;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number that an event loop counts up and others read: an increment is a load and a store,
 * without an atomic operation. Confined to the loop thread; {@link #value()} is thread-safe, and
 * sees what the loop wrote before.
 */
public final class LoopCounter {

  private final AtomicLong value = new AtomicLong();

  /** Creates a counter that is at zero. */
  public LoopCounter() {}

  /** Adds one. */
  public void increment() {
    add(1);
  }

  /** Adds a number, which may be negative. */
  public void add(long number) {
    value.setRelease(value.getPlain() + number);
  }

  /** Returns the number. */
  public long value() {
    return value.getAcquire();
  }
}
