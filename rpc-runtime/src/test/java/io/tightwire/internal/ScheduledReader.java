package io.tightwire.internal;

import io.tightwire.RpcException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a stream of a {@link Schedule} and checks the order of signals. Confined to one thread. */
final class ScheduledReader implements Flow.Subscriber<Object> {

  private final int call;
  private final int expected;
  private final Witness witness;
  private Flow.@Nullable Subscription subscription;
  private boolean cancelled;
  private long demand;
  private int received;
  private int ends;
  private @Nullable Throwable failure;

  ScheduledReader(int call, int expected, Witness witness) {
    this.call = call;
    this.expected = expected;
    this.witness = witness;
  }

  void cancel() {
    if (subscription != null) {
      cancelled = true;
      subscription.cancel();
    }
  }

  void request(long n) {
    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    if (subscription != null) {
      subscription.request(n);
    }
  }

  /** Checks that the stream has ended as it must. */
  void check() {
    require(ends == 1 || (cancelled && ends == 0), "it ended " + ends + " times");
    require(ends == 0 || failure != null || received == expected, "it completed early");
    require(!String.valueOf(failure).contains("not asked for"), "the server overspent its credit");
    if (failure instanceof RpcException rpc && !rpc.mayHaveExecuted()) {
      require(!witness.ran(call), "it ran, but: " + rpc);
    }
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError("stream " + call + ": " + otherwise, failure);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription granted) {
    require(subscription == null, "subscribed twice");
    subscription = granted;
    if (demand > 0) {
      granted.request(demand);
    }
  }

  @Override
  public void onNext(Object item) {
    require(ends == 0, "an item after the end");
    require(!cancelled, "an item after the cancellation");
    require(demand-- > 0, "an item that was not requested");
    if (item instanceof byte[] crate) {
      require(crate[0] == (byte) received, "an item out of order");
      witness.read(call, crate.length);
    } else {
      require(item.equals(received), "an item out of order");
    }
    received++;
  }

  @Override
  public void onError(Throwable thrown) {
    failure = thrown;
    ends++;
  }

  @Override
  public void onComplete() {
    ends++;
  }
}
