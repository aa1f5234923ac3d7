package io.tightwire.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A handler of a {@link Schedule} that reads the stream of its caller as its {@link StreamPlan}
 * says, and responds with a value, or with the index of each item. Confined to one thread.
 */
final class ScheduledHandler implements Flow.Subscriber<ScheduledItem>, Flow.Subscription {

  private final int call;
  private final StreamPlan plan;
  private final CompletableFuture<Integer> result = new CompletableFuture<>();

  /** Where the responses go; null if there is a single one. */
  private Flow.@Nullable Subscriber<? super Integer> to;

  private Flow.@Nullable Subscription from;
  private boolean expectsSubscription;

  /** What was requested of the responses before there was a subscription. */
  private long early;

  private long demand;
  private int received;
  private int ends;
  private boolean stopped;
  private boolean responded;

  ScheduledHandler(int call, StreamPlan plan) {
    this.call = call;
    this.plan = plan;
  }

  /** Reads the items, and returns the one response. */
  CompletableFuture<Integer> upload(Flow.Publisher<ScheduledItem> items) {
    read(items);
    return result;
  }

  /** Returns the responses, which follow the items. */
  Flow.Publisher<Integer> duplex(Flow.Publisher<ScheduledItem> items) {
    return subscriber -> {
      to = subscriber;
      subscriber.onSubscribe(this);
      read(items);
    };
  }

  private void read(Flow.Publisher<ScheduledItem> items) {
    if (plan.reading() != StreamPlan.Reading.NOTHING) {
      expectsSubscription = true;
      items.subscribe(this);
    }
  }

  /** Returns how many items it got. */
  int received() {
    return received;
  }

  /**
   * Goes on: requests items, or responds.
   *
   * @param random null to request all there are
   * @return whether there was something to do
   */
  boolean step(@Nullable RandomGenerator random) {
    if (responded) {
      return false;
    }
    if (stopped || plan.reading() == StreamPlan.Reading.NOTHING) {
      respond();
      return true;
    }
    Flow.Subscription present = from;
    if (present == null || ends > 0 || to != null || demand > 0) {
      return false;
    }
    request(present, random == null ? Long.MAX_VALUE : 1 + random.nextInt(5));
    return true;
  }

  private void request(Flow.Subscription subscription, long n) {
    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    subscription.request(n);
  }

  private void respond() {
    if (!responded) {
      responded = true;
      boolean unused = result.complete(call);
      if (to != null) {
        to.onComplete();
      }
    }
  }

  private void fail(Throwable failure) {
    if (!responded) {
      responded = true;
      boolean unused = result.completeExceptionally(failure);
      if (to != null) {
        to.onError(failure);
      }
    }
  }

  /** Does what comes instead of reading on. */
  private void readEnough() {
    switch (plan.reading()) {
      case STOP -> stop();
      case RESPOND -> respond();
      case THROW -> fail(new IllegalStateException("the handler throws"));
      default -> {}
    }
  }

  private void stop() {
    stopped = true;
    if (from != null) {
      from.cancel();
    }
  }

  private boolean hasEnough() {
    return plan.reading() != StreamPlan.Reading.ALL && received == plan.readTo();
  }

  // --- the responses' subscription ---

  @Override
  public void request(long n) {
    if (from == null) {
      early = early + n < 0 ? Long.MAX_VALUE : early + n;
    } else if (ends == 0 && !stopped) {
      request(from, n);
    }
  }

  @Override
  public void cancel() {
    responded = true;
    stop();
  }

  // --- the items ---

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    require(from == null, "subscribed twice");
    from = subscription;
    if (stopped) {
      subscription.cancel();
    } else if (hasEnough()) {
      readEnough();
    } else if (early > 0) {
      request(subscription, early);
    } else if (to == null && plan.eager()) {
      request(subscription, Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(ScheduledItem item) {
    require(ends == 0, "an item after the end");
    require(!stopped, "an item after the cancellation");
    require(demand > 0, "an item that was not requested");
    require(item.index() == received, "item " + item.index() + " out of order");
    demand -= demand == Long.MAX_VALUE ? 0 : 1;
    received++;
    if (to != null && !responded) {
      to.onNext(item.index());
    }
    if (hasEnough()) {
      readEnough();
    }
  }

  @Override
  public void onError(Throwable thrown) {
    ends++;
    fail(thrown);
  }

  @Override
  public void onComplete() {
    ends++;
    require(received == plan.items(), "its stream ended early");
    if (plan.reading() == StreamPlan.Reading.THROW) {
      fail(new IllegalStateException("the handler throws"));
    } else {
      respond();
    }
  }

  /** Checks that its stream has ended as it must. */
  void check() {
    require(ends <= 1 && (ends == 1 || stopped || !expectsSubscription), ends + " ends");
    require(responded, "it has not responded");
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError("the handler of call " + call + ": " + otherwise);
    }
  }
}
