package io.tightwire.internal.client;

import io.tightwire.ItemSender;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Objects;

/**
 * The sending half of a handle that a caller holds. The handle stays reachable while one of its
 * threads sends, so that {@link LeakDetector} does not take the call for abandoned. Thread-safe.
 */
interface SendingHandle<T> extends ItemSender<T> {

  /** Returns what sends the items. */
  HandSender<T> sender();

  @Override
  default void send(T item) throws InterruptedException {
    try {
      sender().send(item);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  default boolean trySend(T item) {
    try {
      return sender().trySend(item);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  default boolean trySend(T item, Duration patience) throws InterruptedException {
    try {
      return sender().trySend(item, patience);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  default void complete() {
    sender().endItems();
  }

  @Override
  default void fail(Throwable reason) {
    sender().fail(Objects.requireNonNull(reason, "reason"));
  }

  @Override
  default boolean wantsMore() {
    return sender().wantsMore();
  }
}
