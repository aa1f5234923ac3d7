package io.tightwire.internal.stream;

import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.internal.flow.Times;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to a user's publisher; the receiver's credit is its demand. The publisher may call
 * from any thread, one at a time, as the rules of Reactive Streams say. Thread-safe.
 */
public final class PublisherSource<T> implements ItemStream.Source, Flow.Subscriber<T> {

  private final ItemStream items;
  private final SourceOutcome outcome;
  private final Codec<T> codec;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean over;

  /** The number of items that are requested and were not received. */
  private final AtomicLong outstanding = new AtomicLong();

  /**
   * Creates a source that has not subscribed.
   *
   * @param outcome is told of the stream's end
   */
  public PublisherSource(ItemStream items, SourceOutcome outcome, Codec<T> codec) {
    this.items = items;
    this.outcome = outcome;
    this.codec = codec;
  }

  @Override
  public void onSubscribe(Flow.Subscription granted) {
    Objects.requireNonNull(granted, "subscription");
    if (subscription != null) {
      granted.cancel(); // rule 2.5
      return;
    }
    subscription = granted;
    if (items.isCancelled()) {
      granted.cancel(); // release() may have come too early to do it
    }
    items.requestTurn(); // there may be credit by now
  }

  @Override
  public void advance() {
    Flow.Subscription present = subscription;
    if (present != null && !over) {
      long demand = items.acquireCredit();
      if (demand > 0) {
        outstanding.accumulateAndGet(demand, Times::saturatedSum);
        present.request(demand);
      }
    }
  }

  /** Synchronized, so that a publisher that breaks the rules breaks nothing but its own stream. */
  @Override
  public synchronized void onNext(T item) {
    Objects.requireNonNull(item, "item");
    if (over || items.isCancelled()) {
      return;
    }
    long left = outstanding.getAndUpdate(n -> Math.max(0, n - 1));
    if (left == 0) {
      fail(
          new IllegalStateException(
              "The publisher of " + items.name() + " published more than was requested"));
      return;
    }
    try {
      items.emit(codec, item);
      if (left == 1) {
        items.requestTurn();
      }
    } catch (CodecException e) {
      stop();
      outcome.failUnencodable(e);
    } catch (Throwable e) { // an accessor of the user's own record
      fail(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    if (!over) {
      over = true;
      outcome.fail(failure);
    }
  }

  @Override
  public void onComplete() {
    if (!over) {
      over = true;
      outcome.complete();
    }
  }

  /** Cancels the subscription and fails the stream, for a reason other than {@link #onError}. */
  public void fail(Throwable failure) {
    if (!over) {
      stop();
      outcome.fail(failure);
    }
  }

  private void stop() {
    over = true;
    release();
  }

  @Override
  public void release() {
    Flow.Subscription present = subscription;
    if (present != null) {
      present.cancel();
    }
  }
}
