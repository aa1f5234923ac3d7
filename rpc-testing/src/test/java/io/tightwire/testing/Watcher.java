package io.tightwire.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** A subscriber that requests all items. Thread-safe. */
final class Watcher implements Flow.Subscriber<Integer> {

  private final List<Integer> items = new CopyOnWriteArrayList<>();

  /** Completed with all items, or with the failure. */
  final CompletableFuture<List<Integer>> outcome = new CompletableFuture<>();

  /** Subscribes. */
  static CompletableFuture<List<Integer>> of(Flow.Publisher<Integer> publisher) {
    Watcher watcher = new Watcher();
    publisher.subscribe(watcher);
    return watcher.outcome;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Integer item) {
    items.add(item);
  }

  @Override
  public void onError(Throwable thrown) {
    outcome.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    outcome.complete(List.copyOf(items));
  }
}
