package io.tightwire.internal.client;

import io.tightwire.internal.ProbedSubscriber;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;

/**
 * The Reactive Streams TCK against the client's subscriber of callers' publishers, step by step.
 */
public class SourceSenderWhiteboxTckTest extends FlowSubscriberWhiteboxVerification<Integer> {

  public SourceSenderWhiteboxTckTest() {
    super(new TestEnvironment(SourceSenderBlackboxTckTest.TIMEOUT_MILLIS, 100));
  }

  @Override
  protected Flow.Subscriber<Integer> createFlowSubscriber(WhiteboxSubscriberProbe<Integer> probe) {
    SubscribedSource source = new SubscribedSource();
    return new ProbedSubscriber(source.subscriber(), probe, source::grant, source::stop);
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }
}
