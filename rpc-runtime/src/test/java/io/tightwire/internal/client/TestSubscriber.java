package io.tightwire.internal.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A subscriber that a test controls. Confined to the test's thread. */
final class TestSubscriber implements Flow.Subscriber<Integer> {

  private Flow.@Nullable Subscription subscription;
  boolean cancelImmediately;

  final List<Integer> items = new ArrayList<>();

  /** The number of times that it got an end. */
  int ends;

  @Nullable Throwable failure;

  void request(long n) {
    Objects.requireNonNull(subscription).request(n);
  }

  void cancel() {
    Objects.requireNonNull(subscription).cancel();
  }

  @Override
  public void onSubscribe(Flow.Subscription granted) {
    subscription = granted;
    if (cancelImmediately) {
      granted.cancel();
    }
  }

  @Override
  public void onNext(Integer item) {
    items.add(item);
  }

  @Override
  public void onError(Throwable why) {
    failure = why;
    ends++;
  }

  @Override
  public void onComplete() {
    ends++;
  }
}
