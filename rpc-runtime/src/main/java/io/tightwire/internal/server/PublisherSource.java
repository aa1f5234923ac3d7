package io.tightwire.internal.server;

import io.tightwire.codec.CodecException;
import io.tightwire.generated.MethodDescriptor;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Subscribes to a user's publisher; the client's credit is its demand. The publisher may call from
 * any thread, one at a time, as the rules of Reactive Streams say.
 */
final class PublisherSource<T> implements ItemStream.Source, Flow.Subscriber<T> {

  private final ServerCall call;
  private final MethodDescriptor<T> method;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean over;

  /** What was requested and has not come yet. */
  private final AtomicLong owed = new AtomicLong();

  PublisherSource(ServerCall call, MethodDescriptor<T> method) {
    this.call = call;
    this.method = method;
  }

  @Override
  public void onSubscribe(Flow.Subscription granted) {
    Objects.requireNonNull(granted, "subscription");
    if (subscription != null) {
      granted.cancel(); // rule 2.5
      return;
    }
    subscription = granted;
    if (call.isCancelled()) {
      granted.cancel(); // release() may have come too early to do it
    }
    call.items().wantsMore(); // there may be credit by now
  }

  @Override
  public void advance() {
    Flow.Subscription present = subscription;
    if (present != null && !over) {
      long demand = call.items().takeCredit();
      if (demand > 0) {
        owed.accumulateAndGet(demand, ItemStream::sum);
        present.request(demand);
      }
    }
  }

  /** Synchronized, so that a publisher that breaks the rules breaks nothing but its own stream. */
  @Override
  public synchronized void onNext(T item) {
    Objects.requireNonNull(item, "item");
    if (over || call.isCancelled()) {
      return;
    }
    long left = owed.getAndUpdate(n -> Math.max(0, n - 1));
    if (left == 0) {
      fail(
          new IllegalStateException(
              "The publisher of " + method.displayName() + " published more than was requested"));
      return;
    }
    try {
      call.items().emit(method, item);
      if (left == 1) {
        call.items().wantsMore();
      }
    } catch (CodecException e) {
      stop();
      call.unencodable(e);
    } catch (Throwable e) { // an accessor of the user's own record
      fail(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    if (!over) {
      over = true;
      call.fail(failure);
    }
  }

  @Override
  public void onComplete() {
    if (!over) {
      over = true;
      call.complete();
    }
  }

  /** Something other than the publisher's own onError. */
  void fail(Throwable failure) {
    if (!over) {
      stop();
      call.fail(failure);
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
