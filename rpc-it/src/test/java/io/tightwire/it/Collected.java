package io.tightwire.it;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps its items. Thread-safe. */
final class Collected<T> implements Flow.Subscriber<T> {

  private final long demand;
  private final Consumer<T> each;
  private final List<T> items = new CopyOnWriteArrayList<>();
  private final Signal subscribed = new Signal();
  private final Signal ended = new Signal();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile @Nullable Throwable failure;

  private Collected(long demand, Consumer<T> each) {
    this.demand = demand;
    this.each = each;
  }

  /** Subscribes, and takes all there is. */
  static <T> Collected<T> from(Flow.Publisher<T> publisher) {
    return from(publisher, item -> {});
  }

  /** Subscribes, and takes all there is. */
  static <T> Collected<T> from(Flow.Publisher<T> publisher, Consumer<T> each) {
    Collected<T> collected = new Collected<>(Long.MAX_VALUE, each);
    publisher.subscribe(collected);
    return collected;
  }

  /** Subscribes, and requests the given number of items first. */
  static <T> Collected<T> from(Flow.Publisher<T> publisher, long demand) {
    Collected<T> collected = new Collected<>(demand, item -> {});
    publisher.subscribe(collected);
    return collected;
  }

  void request(long more) {
    subscription().request(more);
  }

  void cancel() {
    subscription().cancel();
  }

  private Flow.Subscription subscription() {
    subscribed.await();
    Flow.Subscription present = subscription;
    if (present == null) {
      throw new IllegalStateException("subscribed without a subscription");
    }
    return present;
  }

  List<T> items() {
    return items;
  }

  boolean isEnded() {
    return ended.isRaised();
  }

  /** Waits for the end; returns the failure, or null if the stream was complete. */
  @Nullable Throwable awaitEnd() {
    ended.await();
    return failure;
  }

  @Override
  public void onSubscribe(Flow.Subscription granted) {
    subscription = granted;
    subscribed.raise();
    if (demand > 0) {
      granted.request(demand);
    }
  }

  @Override
  public void onNext(T item) {
    items.add(item);
    each.accept(item);
  }

  @Override
  public void onError(Throwable thrown) {
    failure = thrown;
    ended.raise();
  }

  @Override
  public void onComplete() {
    ended.raise();
  }
}
