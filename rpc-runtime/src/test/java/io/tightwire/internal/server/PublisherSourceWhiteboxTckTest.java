package io.tightwire.internal.server;

import io.tightwire.internal.ProbedSubscriber;
import java.util.concurrent.Flow;
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
    return new ProbedSubscriber(
        consumption.subscriber(), probe, consumption::grant, consumption::cancel);
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }
}
