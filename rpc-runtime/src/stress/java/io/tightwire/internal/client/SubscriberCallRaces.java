package io.tightwire.internal.client;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Items of a stream that is pushed, while its subscriber requests or cancels. */
final class SubscriberCallRaces {

  private SubscriberCallRaces() {}

  /** Records its signals, and whether two ever overlapped. */
  private static final class Noting implements Flow.Subscriber<Integer> {

    private final AtomicInteger inside = new AtomicInteger();
    private final StringBuilder signals = new StringBuilder();
    private Flow.@Nullable Subscription subscription;
    private volatile boolean overlapped;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Integer item) {
      note(item + " ");
    }

    @Override
    public void onError(Throwable failure) {
      note("error");
    }

    @Override
    public void onComplete() {
      note("end");
    }

    private void note(String signal) {
      overlapped |= inside.incrementAndGet() > 1;
      signals.append(signal);
      inside.decrementAndGet();
    }

    String seen() {
      return overlapped ? "overlapping signals: " + signals : signals.toString();
    }
  }

  /** A stream of two items, for which there is credit. */
  private static final class Pushed {

    final Contest contest = new Contest();
    final Noting subscriber = new Noting();
    private final long id;

    Pushed(long requested) {
      contest.rig.subscribe(subscriber);
      contest.rig.settle();
      id = contest.rig.peer.next(Frame.Request.class).id();
      subscription().request(requested);
      contest.rig.settle();
    }

    Flow.Subscription subscription() {
      return Objects.requireNonNull(subscriber.subscription);
    }

    /** The loop's part; it is a callback thread too. */
    void push() {
      contest.rig.receive(ClientRig.item(id, 1));
      contest.rig.runCallbacks();
      contest.rig.receive(ClientRig.item(id, 2));
      contest.rig.receive(FrameWriter.end(id));
      contest.rig.runCallbacks();
    }
  }

  /** All requested items come while the subscriber requests more. */
  @JCStressTest
  @Outcome(id = "1 2 end, 1 told", expect = ACCEPTABLE, desc = "All, in order, and then the end.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, out of order, or overlapping signals.")
  @State
  public static class ItemsAndRequest {

    private final Pushed pushed = new Pushed(2);

    @Actor
    public void loop() {
      pushed.push();
    }

    @Actor
    public void subscriber() {
      pushed.subscription().request(1);
      pushed.contest.rig.runCallbacks();
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = pushed.contest.verdict();
      r.r1 = pushed.subscriber.seen();
    }
  }

  /** Items and the end come while the subscriber cancels. */
  @JCStressTest
  @Outcome(id = ", 1 told", expect = ACCEPTABLE, desc = "Cancelled before the first item.")
  @Outcome(id = "1 , 1 told", expect = ACCEPTABLE, desc = "Cancelled after the first item.")
  @Outcome(id = "1 2 , 1 told", expect = ACCEPTABLE, desc = "Cancelled before the end.")
  @Outcome(id = "1 2 end, 1 told", expect = ACCEPTABLE, desc = "Cancelled too late.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, out of order, or something is left.")
  @State
  public static class ItemsAndCancel {

    private final Pushed pushed = new Pushed(2);

    @Actor
    public void loop() {
      pushed.push();
    }

    @Actor
    public void subscriber() {
      pushed.subscription().cancel();
      pushed.contest.rig.runCallbacks();
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = pushed.contest.verdict();
      r.r1 = pushed.subscriber.seen();
    }
  }
}
