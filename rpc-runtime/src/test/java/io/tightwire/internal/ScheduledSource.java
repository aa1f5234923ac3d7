package io.tightwire.internal;

import io.tightwire.generated.CallInput;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The stream or publisher that a call of a {@link Schedule} sends. Counts what is asked of it, and
 * how often it is closed. Confined to one thread.
 */
final class ScheduledSource implements ScheduledSending, Flow.Subscription {

  private final int call;
  private final StreamPlan plan;
  private final boolean heavy;
  private final boolean isStream;
  private Flow.@Nullable Subscriber<? super ScheduledItem> subscriber;
  private long demand;
  private int next;
  private boolean asked;
  private boolean over;
  private int closings;

  ScheduledSource(int call, StreamPlan plan, boolean heavy, boolean isStream) {
    this.call = call;
    this.plan = plan;
    this.heavy = heavy;
    this.isStream = isStream;
  }

  CallInput<ScheduledItem> input() {
    Flow.Publisher<ScheduledItem> publisher = this::subscribe;
    return isStream
        ? CallInput.pulled(ScheduledItem.CODEC, stream())
        : CallInput.published(ScheduledItem.CODEC, publisher);
  }

  private Stream<ScheduledItem> stream() {
    Iterator<ScheduledItem> items =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            ask();
            return next < plan.items() || plan.failsAt(next);
          }

          @Override
          public ScheduledItem next() {
            if (!hasNext()) {
              throw new NoSuchElementException();
            }
            return make();
          }
        };
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, 0), false)
        .onClose(() -> closings++);
  }

  private void ask() {
    asked = true;
    require(closings == 0, "it was asked after it was closed");
  }

  private ScheduledItem make() {
    if (plan.failsAt(next)) {
      throw new IllegalStateException("the source throws");
    }
    return plan.item(next++, heavy);
  }

  private void subscribe(Flow.Subscriber<? super ScheduledItem> to) {
    require(subscriber == null, "subscribed to twice");
    asked = true;
    subscriber = to;
    to.onSubscribe(this);
    publish(0);
  }

  @Override
  public void request(long n) {
    require(closings == 0, "it was asked after it was cancelled");
    demand += n;
    if (plan.eager()) {
      publish(Integer.MAX_VALUE);
    }
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      closings++;
    }
  }

  /** Publishes items that are requested, or the end; returns whether there was one. */
  private boolean publish(int most) {
    Flow.Subscriber<? super ScheduledItem> to = subscriber;
    if (to == null || over) {
      return false;
    }
    int published = 0;
    while (!over && demand > 0 && published < most && next < plan.items()) {
      if (plan.failsAt(next)) {
        over = true;
        to.onError(new IllegalStateException("the source throws"));
        return true;
      }
      demand--;
      published++;
      to.onNext(make());
    }
    if (!over && next == plan.items()) {
      over = true;
      if (plan.failsAt(next)) {
        to.onError(new IllegalStateException("the source throws"));
      } else {
        to.onComplete();
      }
      return true;
    }
    return published > 0;
  }

  @Override
  public boolean step(@Nullable RandomGenerator random) {
    return publish(random == null ? Integer.MAX_VALUE : 1 + random.nextInt(4));
  }

  @Override
  public boolean wasAsked() {
    return asked;
  }

  @Override
  public int given() {
    return next;
  }

  @Override
  public void check() {
    if (isStream) {
      require(closings == 1, "it was closed " + closings + " times");
    } else {
      require(subscriber == null || over, "it was not cancelled");
    }
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError("the source of call " + call + ": " + otherwise);
    }
  }
}
