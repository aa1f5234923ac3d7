package io.tightwire.internal.server;

import java.util.concurrent.Flow;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.SubscriberPuppet;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;

/** The Reactive Streams TCK against the server's subscriber of users' publishers, step by step. */
public class PublisherSourceWhiteboxTckTest extends FlowSubscriberWhiteboxVerification<Integer> {

  public PublisherSourceWhiteboxTckTest() {
    super(new TestEnvironment(PublisherSourceBlackboxTckTest.TIMEOUT_MILLIS, 100));
  }

  @Override
  protected Flow.Subscriber<Integer> createFlowSubscriber(WhiteboxSubscriberProbe<Integer> probe) {
    Consumption consumption = new Consumption();
    Flow.Subscriber<Integer> subscriber = consumption.subscriber();
    return new Flow.Subscriber<>() {
      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscriber.onSubscribe(subscription);
        probe.registerOnSubscribe(
            new SubscriberPuppet() {
              @Override
              public void triggerRequest(long items) {
                consumption.grant(items);
              }

              @Override
              public void signalCancel() {
                consumption.cancel();
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
    };
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }
}
