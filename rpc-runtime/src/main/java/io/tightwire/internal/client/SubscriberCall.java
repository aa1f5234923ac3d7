package io.tightwire.internal.client;

import io.tightwire.CallListener;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.internal.flow.Demand;
import io.tightwire.internal.flow.Turns;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.stream.NoSubscription;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.wire.Items;
import io.tightwire.internal.wire.Outcome;
import io.tightwire.internal.wire.Slice;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A stream that is pushed to a subscriber, by the rules of Reactive Streams. All signals come from
 * {@link #drain}, which one callback at a time runs. The subscriber's demand becomes credit on the
 * wire, at most a {@link Window} ahead of it. Thread-safe; what {@link ClientCall} declares is
 * confined to the loop thread.
 */
public class SubscriberCall<T> extends StreamingCall<T> implements Flow.Subscription {

  private final Demand demand = new Demand();
  private final Turns turns = new Turns();

  private volatile Flow.@Nullable Subscriber<? super T> subscriber;

  // Below: confined to drain().
  private boolean subscribed;

  /** Whether the subscriber's code is running, so that what is thrown is its own. */
  private boolean inSubscriber;

  private final Runnable drain = this::drain;

  /** Runs {@link #drain}; created before memory may be short. */
  private final Callback draining = Callback.of(() -> turns.run(drain));

  public SubscriberCall(
      ClientRuntime runtime, PreparedCall<T> prepared, Flow.Subscriber<? super T> subscriber) {
    super(runtime, prepared);
    this.subscriber = subscriber;
  }

  /** Makes the call. Called once, by the thread that created this. */
  public void run() {
    signal();
    runtime.start(this);
  }

  /**
   * Tells a subscriber that its call is not made: an interceptor has rejected it, or it can't be
   * encoded.
   *
   * @param intercepted has the listeners of the call; null without interceptors
   */
  static void refuse(
      ClientRuntime runtime,
      String name,
      Flow.Subscriber<?> subscriber,
      @Nullable InterceptedCall intercepted,
      RpcException exception) {
    runtime.callBack(
        () -> {
          CallListener.Scope scope =
              intercepted == null ? CallListener.Scope.NONE : intercepted.enter();
          try {
            subscriber.onSubscribe(NoSubscription.INSTANCE);
            subscriber.onError(exception);
          } catch (Throwable e) {
            runtime.log().subscriberThrew(name, e);
          } finally {
            scope.close();
          }
        });
  }

  @Override
  public void request(long n) {
    demand.request(n, name());
    signal();
  }

  @Override
  public void cancel() {
    cancel(null);
  }

  private void cancel(@Nullable RpcException failure) {
    if (subscriber != null) {
      subscriber = null;
      items.discard();
      items.close();
      runtime.cancel(this, "the subscriber cancelled", failure);
    }
  }

  /** Runs drain() on the callback executor. If it is running, it repeats. */
  private void signal() {
    if (turns.ask()) {
      draining.renew();
      runtime.callBack(draining);
    }
  }

  private void drain() {
    try {
      deliver();
    } catch (Throwable e) {
      failDelivery(e);
    }
  }

  private void failDelivery(Throwable thrown) {
    if (inSubscriber) {
      inSubscriber = false;
      runtime.log().subscriberThrew(name(), thrown);
      cancel();
    } else { // out of memory, at worst: the subscriber must be told
      try {
        fail(undelivered(thrown));
      } catch (Throwable e) {
        inSubscriber = false;
        runtime.log().subscriberThrew(name(), e);
      }
    }
  }

  private RpcException undelivered(Throwable thrown) {
    return broken(
        new RpcProtocolException(
            RpcStatus.INTERNAL,
            "An item can't be delivered: " + ThrowableText.brief(thrown),
            thrown,
            true));
  }

  private void deliver() {
    if (!subscribed) {
      subscribed = true;
      Flow.Subscriber<? super T> first = subscriber;
      if (first != null) {
        signal(() -> first.onSubscribe(this));
      }
    }
    IllegalArgumentException misused = demand.misuse();
    if (misused != null) {
      fail(misused);
      return;
    }
    while (subscriber != null && demand.get() > 0 && items.hasNext()) {
      Slice item = items.next();
      demand.take();
      onNext(item);
    }
    Outcome over = end.get();
    if (over != null && !items.hasNext()) {
      signalEnd(over);
    } else {
      grant();
    }
  }

  private void onNext(Slice item) {
    T value;
    try {
      value = runtime.decode(this, method, item);
    } catch (RpcException e) {
      fail(broken(e));
      return;
    }
    if (value == null) {
      fail(
          new RpcProtocolException(
              RpcStatus.INTERNAL,
              "The stream of "
                  + name()
                  + " from "
                  + runtime.target()
                  + " has a null in it, which subscribers can't be given; read it with"
                  + " remoteStreaming()",
              null,
              true));
      return;
    }
    Flow.Subscriber<? super T> present = subscriber;
    if (present != null) {
      CallListener.Scope scope = enter(); // not by signal(): nothing is to be allocated per item
      try {
        inSubscriber = true;
        present.onNext(value);
        inSubscriber = false;
      } finally {
        scope.close();
      }
    }
  }

  /** Signals the end. It comes after all items on the wire, so all of them are delivered. */
  private void signalEnd(Outcome over) {
    Flow.Subscriber<? super T> present = subscriber;
    if (present == null) {
      return;
    }
    RpcException failure = over.isSuccess() ? null : broken(over);
    subscriber = null;
    items.close();
    signal(failure == null ? present::onComplete : () -> present.onError(failure));
  }

  private void fail(Throwable failure) {
    Flow.Subscriber<? super T> present = subscriber;
    try {
      cancel(failure instanceof RpcException known ? known : null);
    } finally {
      if (present != null) {
        signal(() -> present.onError(failure));
      }
    }
  }

  /** Runs the subscriber's code, inside the scopes of the call's listeners. */
  private void signal(Runnable code) {
    CallListener.Scope scope = enter();
    try {
      inSubscriber = true;
      code.run();
      inSubscriber = false;
    } finally {
      scope.close();
    }
  }

  private void grant() {
    if (subscriber != null) {
      items.grantIfDue(demand.get());
    }
  }

  @Override
  boolean isAbandoned() {
    return subscriber == null;
  }

  @Override
  void onItems(Items come) {
    if (subscriber != null) {
      items.add(come);
      signal();
    }
  }

  @Override
  void onOutcome(Outcome over) {
    if (end.compareAndSet(null, over)) {
      items.releaseUnused();
      signal();
    }
  }
}
