package io.tightwire.internal.client;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.ClientInterceptor;
import io.tightwire.generated.CallInput;
import io.tightwire.internal.wire.FrameWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** A source that a callback thread runs, and the loop, which grants credit and ends the call. */
final class SourceSenderRaces {

  private SourceSenderRaces() {}

  /** A call whose request is sent. Its frames are those that its loop has sent. */
  private static final class Sending {

    final Contest contest = new Contest();
    final ClientRig rig = contest.rig;
    final InputRig inputs = new InputRig(rig);
    final CompletableFuture<Integer> result;
    final long id;

    Sending(CallInput<Integer> input) {
      result = inputs.channel(interceptors()).callAsync(InputRig.request(InputRig.SUM, input));
      id = inputs.sent();
    }

    /** A call that sends the numbers 1, 2 and 3, and counts how often their stream is closed. */
    Sending() {
      result =
          inputs
              .channel(interceptors())
              .callAsync(
                  InputRig.request(
                      InputRig.SUM, CallInput.pulled(InputRig.NATURAL, inputs.upTo(3))));
      id = inputs.sent();
    }

    private ClientInterceptor[] interceptors() {
      return rig.interceptors.toArray(ClientInterceptor[]::new);
    }

    /** The loop's part, without callbacks. */
    void grant(int items) {
      rig.receive(FrameWriter.credit(id, items, InputRig.MAX));
      rig.turn();
    }

    void stop() {
      rig.receive(FrameWriter.stop(id));
      rig.turn();
    }

    void respond() {
      rig.receive(ClientRig.result(id, Contest.RESULT));
      rig.turn();
    }
  }

  /** Credit comes while the source runs out of it. */
  @JCStressTest
  @Outcome(id = "1, 1 2 3 END, value, 1 told", expect = ACCEPTABLE, desc = "All, and the end.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, out of order, or it waits with credit.")
  @State
  public static class PullAndGrant {

    private final Sending sending = new Sending();

    public PullAndGrant() {
      sending.grant(1);
    }

    @Actor
    public void callback() {
      sending.rig.runCallbacks();
    }

    @Actor
    public void loop() {
      sending.grant(1);
      sending.grant(9);
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      sending.respond();
      r.r3 = sending.contest.end(sending.result);
      r.r1 = sending.inputs.closed.get();
    }
  }

  /** The server reads no further while the source emits, or comes to its end. */
  @JCStressTest
  @Outcome(
      id = "1, (1( 2( 3( END)?)?)?)?, value, 1 told",
      expect = ACCEPTABLE,
      desc = "Some of the items, and the source is closed once.")
  @Outcome(expect = FORBIDDEN, desc = "It is left open, closed twice, or a frame is out of order.")
  @State
  public static class PullAndStop {

    private final Sending sending = new Sending();

    public PullAndStop() {
      sending.grant(9);
    }

    @Actor
    public void callback() {
      sending.rig.runCallbacks();
    }

    @Actor
    public void loop() {
      sending.rig.turn();
      sending.stop();
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      sending.respond();
      r.r3 = sending.contest.end(sending.result);
      r.r1 = sending.inputs.closed.get();
    }
  }

  /** The result comes while the source emits. */
  @JCStressTest
  @Outcome(
      id = "1, (1( 2( 3( END)?)?)?)?, value, 1 told",
      expect = ACCEPTABLE,
      desc = "Some of the items, and the source is closed once.")
  @Outcome(expect = FORBIDDEN, desc = "It is left open, closed twice, or a frame is out of order.")
  @State
  public static class PullAndResult {

    private final Sending sending = new Sending();

    public PullAndResult() {
      sending.grant(9);
    }

    @Actor
    public void callback() {
      sending.rig.runCallbacks();
    }

    @Actor
    public void loop() {
      sending.rig.turn();
      sending.respond();
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      r.r3 = sending.contest.end(sending.result);
      r.r1 = sending.inputs.closed.get();
    }
  }

  /** The owner cancels the call while its first credit comes. */
  @JCStressTest
  @Outcome(
      id = "1, CANCEL .*, cancelled, 1 told",
      expect = ACCEPTABLE,
      desc = "The source is closed once, whoever was first.")
  @Outcome(expect = FORBIDDEN, desc = "It is left open, or closed twice.")
  @State
  public static class CancelAndGrant {

    private final Sending sending = new Sending();

    @Actor
    public void owner() {
      boolean unused = sending.result.cancel(true);
    }

    @Actor
    public void loop() {
      sending.grant(9);
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      r.r3 = sending.contest.end(sending.result);
      r.r1 = sending.inputs.closed.get();
    }
  }

  /** The server reads no further while the publisher is subscribed to. */
  @JCStressTest
  @Outcome(id = "0 of 0, , value, 1 told", expect = ACCEPTABLE, desc = "It was not subscribed to.")
  @Outcome(id = "1 of 1, , value, 1 told", expect = ACCEPTABLE, desc = "It was, and is cancelled.")
  @Outcome(expect = FORBIDDEN, desc = "A subscription is left, or more than one.")
  @State
  public static class SubscribeAndStop {

    private final AtomicInteger subscribed = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final Flow.Publisher<Integer> publisher = this::subscribe;
    private final Sending sending = new Sending(CallInput.published(InputRig.NATURAL, publisher));

    public SubscribeAndStop() {
      sending.grant(9);
    }

    private void subscribe(Flow.Subscriber<? super Integer> subscriber) {
      subscribed.incrementAndGet();
      subscriber.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {
              cancelled.set(1);
            }
          });
    }

    @Actor
    public void callback() {
      sending.rig.runCallbacks();
    }

    @Actor
    public void loop() {
      sending.stop();
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      sending.respond();
      r.r3 = sending.contest.end(sending.result);
      r.r1 = cancelled + " of " + subscribed;
    }
  }
}
