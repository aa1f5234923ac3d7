package io.tightwire.internal.client;

import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A publisher that a test controls; it has one subscriber at a time. Confined to the test's thread.
 */
final class TestPublisher implements Flow.Publisher<Integer> {

  private Flow.@Nullable Subscriber<? super Integer> subscriber;

  int subscriptions;
  long requested;
  int cancels;
  boolean failRequests;

  @Override
  public void subscribe(Flow.Subscriber<? super Integer> given) {
    subscriptions++;
    subscriber = given;
    requested = 0;
    given.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            if (failRequests) {
              throw new IllegalStateException("request");
            }
            requested += n;
          }

          @Override
          public void cancel() {
            cancels++;
          }
        });
  }

  void next(int item) {
    Objects.requireNonNull(subscriber).onNext(item);
  }

  void complete() {
    Objects.requireNonNull(subscriber).onComplete();
  }

  void fail(Throwable thrown) {
    Objects.requireNonNull(subscriber).onError(thrown);
  }
}
