package io.tightwire.internal.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/** The Reactive Streams TCK against the server's subscriber of users' publishers, from outside. */
public class PublisherSourceBlackboxTckTest extends FlowSubscriberBlackboxVerification<Integer> {

  /** Expected signals come in milliseconds; a busy machine may take longer. */
  static final long TIMEOUT_MILLIS = 4_000;

  private final Map<Flow.Subscriber<?>, Consumption> consumptions = new ConcurrentHashMap<>();

  public PublisherSourceBlackboxTckTest() {
    super(new TestEnvironment(TIMEOUT_MILLIS, 100));
  }

  @Override
  public Flow.Subscriber<Integer> createFlowSubscriber() {
    Consumption consumption = new Consumption();
    consumptions.put(consumption.subscriber(), consumption);
    return consumption.subscriber();
  }

  @Override
  public void triggerFlowRequest(Flow.Subscriber<? super Integer> subscriber) {
    Consumption consumption = consumptions.get(subscriber);
    if (consumption != null) {
      consumption.grant(1);
    }
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }
}
