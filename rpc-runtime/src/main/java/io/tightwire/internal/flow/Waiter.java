package io.tightwire.internal.flow;

import java.util.function.BooleanSupplier;

/**
 * What a thread waits for. The thread says that it parks, and then looks once more whether it must;
 * another thread makes it done, and then wakes the first one if that has said that it parks. So one
 * of them sees the other, and a thread that does not park is not woken. Thread-safe.
 */
public interface Waiter extends BooleanSupplier {

  /** Returns whether it is done. */
  boolean isDone();

  @Override
  default boolean getAsBoolean() {
    return isDone();
  }

  /** Records whether the thread that waits has parked or is about to. Called by that thread. */
  void setParked(boolean parked);
}
