package io.tightwire.internal.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/**
 * The Reactive Streams TCK against the client's subscriber of callers' publishers, from outside.
 */
public class SourceSenderBlackboxTckTest extends FlowSubscriberBlackboxVerification<Integer> {

  /** Expected signals come in milliseconds; a busy machine may take longer. */
  static final long TIMEOUT_MILLIS = 4_000;

  private final Map<Flow.Subscriber<?>, SubscribedSource> sources = new ConcurrentHashMap<>();

  public SourceSenderBlackboxTckTest() {
    super(new TestEnvironment(TIMEOUT_MILLIS, 100));
  }

  @Override
  public Flow.Subscriber<Integer> createFlowSubscriber() {
    SubscribedSource source = new SubscribedSource();
    sources.put(source.subscriber(), source);
    return source.subscriber();
  }

  @Override
  public void triggerFlowRequest(Flow.Subscriber<? super Integer> subscriber) {
    SubscribedSource source = sources.get(subscriber);
    if (source != null) {
      source.grant(1);
    }
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }
}
