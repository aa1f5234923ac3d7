package io.tightwire.internal.server;

import io.tightwire.RpcException;
import io.tightwire.codec.Codec;
import io.tightwire.internal.flow.Demand;
import io.tightwire.internal.flow.Turns;
import io.tightwire.internal.stream.NoSubscription;
import io.tightwire.internal.wire.Slice;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The caller's items as a publisher for one subscriber, by the rules of Reactive Streams. All
 * signals come from {@link #drain}, which one turn at a time runs; the subscriber's demand becomes
 * credit. Thread-safe.
 */
final class HandlerPublisher<T>
    implements Flow.Publisher<T>, Flow.Subscription, CallerStream.Reader {

  private final CallerStream input;
  private final Codec<T> codec;
  private final AtomicBoolean taken = new AtomicBoolean();
  private final Demand demand = new Demand();
  private final Turns turns = new Turns();
  private final Runnable drain = this::drain;
  private final Runnable turn = this::turn;
  private volatile Flow.@Nullable Subscriber<? super T> subscriber;

  /** Whether it has its subscription. Confined to {@link #drain}. */
  private boolean subscribed;

  HandlerPublisher(CallerStream input, Codec<T> codec) {
    this.input = input;
    this.codec = codec;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> to) {
    Objects.requireNonNull(to, "subscriber");
    if (taken.getAndSet(true)) {
      to.onSubscribe(NoSubscription.INSTANCE);
      to.onError(
          new IllegalStateException(
              "The stream of " + input.name() + " is read once, by one subscriber"));
      return;
    }
    subscriber = to;
    signal();
  }

  @Override
  public void request(long n) {
    demand.request(n, input.name());
    signal();
  }

  @Override
  public void cancel() {
    if (subscriber != null) {
      subscriber = null;
      input.stop();
    }
  }

  @Override
  public void wake() {
    if (subscriber != null) {
      signal();
    }
  }

  /** Has {@link #drain} run on the call's lane. If it is running, it repeats. */
  private void signal() {
    if (turns.ask()) {
      input.schedule(() -> turns.run(turn));
    }
  }

  private void turn() {
    input.runSignals(drain);
  }

  private void drain() {
    try {
      deliver();
    } catch (Throwable e) { // the subscriber's own failure: nothing more can be told to it
      cancel();
      input.subscriberThrew(e);
    }
  }

  private void deliver() {
    Flow.Subscriber<? super T> present = subscriber;
    if (present != null && !subscribed) {
      subscribed = true;
      present.onSubscribe(this);
    }
    IllegalArgumentException misused = demand.misuse();
    if (misused != null) {
      fail(misused);
      return;
    }
    while (subscriber != null) {
      InputEnd end = input.end(); // read before the items, so that none before the end is missed
      if (end != null && end.failure() != null) {
        fail(end.exception());
      } else if (demand.get() > 0 && input.hasNext()) {
        demand.take();
        publish(input.next());
      } else if (end != null && !input.hasNext()) {
        complete();
      } else {
        input.grantIfDue(demand.get());
        return;
      }
    }
  }

  private void publish(Slice item) {
    T value;
    try {
      value = Objects.requireNonNull(input.decode(codec, item));
    } catch (RpcException e) {
      fail(e);
      return;
    } catch (NullPointerException e) {
      fail(input.undecodable("it is null, which subscribers can't be given", e));
      return;
    }
    Flow.Subscriber<? super T> present = subscriber;
    if (present != null) {
      present.onNext(value);
    }
  }

  private void complete() {
    Flow.Subscriber<? super T> present = subscriber;
    subscriber = null;
    if (present != null) {
      present.onComplete();
    }
  }

  private void fail(Throwable failure) {
    Flow.Subscriber<? super T> present = subscriber;
    cancel();
    if (present != null) {
      present.onError(failure);
    }
  }
}
