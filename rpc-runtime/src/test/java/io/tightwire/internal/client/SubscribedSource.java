package io.tightwire.internal.client;

import io.tightwire.internal.wire.FrameWriter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A call that sends what a publisher publishes, whose publisher is the test: the client's
 * subscriber, and the server that takes the items. Confined to the test's thread, but for the
 * subscriber.
 */
final class SubscribedSource {

  private final InputRig inputs = new InputRig();
  private final Flow.Subscriber<Integer> subscriber;
  private final CompletableFuture<Integer> result;
  private final long id;

  @SuppressWarnings("unchecked") // what takes Integer's supertypes takes Integer
  SubscribedSource() {
    AtomicReference<Flow.@Nullable Subscriber<? super Integer>> given = new AtomicReference<>();
    Flow.Publisher<Integer> publisher = given::set;
    result = inputs.future(publisher);
    id = inputs.sent();
    grant(0); // the first credit has the client subscribe
    subscriber = (Flow.Subscriber<Integer>) Objects.requireNonNull(given.get());
  }

  /** Returns the subscriber of the client. */
  Flow.Subscriber<Integer> subscriber() {
    return subscriber;
  }

  /** Grants the client more items, as a handler that reads does. */
  void grant(long items) {
    inputs.grant(id, items);
  }

  /** Has the server read no more, and checks that the call goes on. */
  void stop() {
    inputs.receive(FrameWriter.stop(id));
    if (result.isDone()) {
      throw new AssertionError("The call is over");
    }
  }
}
