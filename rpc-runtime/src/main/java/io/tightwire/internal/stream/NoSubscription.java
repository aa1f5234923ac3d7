package io.tightwire.internal.stream;

import java.util.concurrent.Flow;

/**
 * The subscription of a subscriber that is refused: Reactive Streams wants one before an error
 * (rule 1.9). Thread-safe.
 */
public enum NoSubscription implements Flow.Subscription {
  INSTANCE;

  @Override
  public void request(long n) {}

  @Override
  public void cancel() {}
}
