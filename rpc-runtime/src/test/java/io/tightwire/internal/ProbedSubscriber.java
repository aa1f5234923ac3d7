package io.tightwire.internal;

import java.util.concurrent.Flow;
import java.util.function.LongConsumer;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.SubscriberPuppet;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;

/** A subscriber of ours that shows the Reactive Streams TCK what it is signalled. */
public final class ProbedSubscriber implements Flow.Subscriber<Integer> {

  private final Flow.Subscriber<Integer> subscriber;
  private final WhiteboxSubscriberProbe<Integer> probe;
  private final LongConsumer request;
  private final Runnable cancel;

  /**
   * Wraps a subscriber.
   *
   * @param request has the subscriber request that many items
   * @param cancel has it cancel its subscription
   */
  public ProbedSubscriber(
      Flow.Subscriber<Integer> subscriber,
      WhiteboxSubscriberProbe<Integer> probe,
      LongConsumer request,
      Runnable cancel) {
    this.subscriber = subscriber;
    this.probe = probe;
    this.request = request;
    this.cancel = cancel;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscriber.onSubscribe(subscription);
    probe.registerOnSubscribe(
        new SubscriberPuppet() {
          @Override
          public void triggerRequest(long items) {
            request.accept(items);
          }

          @Override
          public void signalCancel() {
            cancel.run();
          }
        });
  }

  @Override
  public void onNext(Integer item) {
    subscriber.onNext(item);
    probe.registerOnNext(item);
  }

  @Override
  public void onError(Throwable failure) {
    subscriber.onError(failure);
    probe.registerOnError(failure);
  }

  @Override
  public void onComplete() {
    subscriber.onComplete();
    probe.registerOnComplete();
  }
}
