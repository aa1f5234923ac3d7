package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.publishing;

import io.tightwire.internal.wire.FrameWriter;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose publisher is the test: the subscriber of the server, and the client that takes its
 * items. Confined to the test's thread, but for the subscriber.
 */
final class Consumption {

  private final ServerRig rig;
  private final Flow.Subscriber<Integer> subscriber;

  @SuppressWarnings("unchecked") // what takes Integer's supertypes takes Integer
  Consumption() {
    AtomicReference<Flow.@Nullable Subscriber<? super Integer>> given = new AtomicReference<>();
    rig = new ServerRig(publishing("publish", n -> given::set)).connect();
    rig.stream(5, "publish", 0);
    rig.settle();
    subscriber = (Flow.Subscriber<Integer>) Objects.requireNonNull(given.get());
  }

  /** Returns the subscriber of the server. */
  Flow.Subscriber<Integer> subscriber() {
    return subscriber;
  }

  /** Grants the server more items, as a client that reads does. */
  void grant(long items) {
    rig.credit(5, items);
    rig.settle();
  }

  /** Cancels the stream as the client does. */
  void cancel() {
    rig.receive(FrameWriter.cancel(5, "enough"));
    rig.settle();
  }
}
