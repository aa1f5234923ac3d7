package io.tightwire.internal.client;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZLL_Result;

/** The loop and the owner of a future, both of which end its call. */
final class FutureCallRaces {

  private static final Duration HOUR = Duration.ofHours(1);

  private FutureCallRaces() {}

  /** The response comes while the owner cancels. */
  @JCStressTest
  @Outcome(id = "false, value, 1 told", expect = ACCEPTABLE, desc = "The response was first.")
  @Outcome(id = "true, cancelled, 1 told", expect = ACCEPTABLE, desc = "The owner was first.")
  @Outcome(expect = FORBIDDEN, desc = "Two outcomes, none, or something is left of the call.")
  @State
  public static class ResponseAndCancel {

    private final Contest contest = new Contest();
    private final CompletableFuture<Integer> future = contest.rig.get();
    private final long id = contest.rig.sent(future);

    @Actor
    public void loop() {
      contest.respond(id);
    }

    @Actor
    public void owner(ZLL_Result r) {
      r.r1 = future.cancel(true);
    }

    @Arbiter
    public void after(ZLL_Result r) {
      r.r3 = contest.verdict();
      r.r2 = Contest.outcome(future);
    }
  }

  /** The deadline passes while the owner cancels. */
  @JCStressTest
  @Outcome(id = "false, timeout, 1 told", expect = ACCEPTABLE, desc = "The deadline was first.")
  @Outcome(id = "true, cancelled, 1 told", expect = ACCEPTABLE, desc = "The owner was first.")
  @Outcome(expect = FORBIDDEN, desc = "Two outcomes, none, or something is left of the call.")
  @State
  public static class DeadlineAndCancel {

    private final Contest contest = new Contest();
    private final CompletableFuture<Integer> future = contest.rig.get(HOUR);

    public DeadlineAndCancel() {
      long unused = contest.rig.sent(future);
    }

    @Actor
    public void loop() {
      contest.rig.elapse(HOUR);
      contest.rig.settle();
    }

    @Actor
    public void owner(ZLL_Result r) {
      r.r1 = future.cancel(true);
    }

    @Arbiter
    public void after(ZLL_Result r) {
      r.r3 = contest.verdict();
      r.r2 = Contest.outcome(future);
    }
  }

  /** The client closes while the owner cancels. */
  @JCStressTest
  @Outcome(id = "false, cancelled, 1 told", expect = ACCEPTABLE, desc = "The client was first.")
  @Outcome(id = "true, cancelled, 1 told", expect = ACCEPTABLE, desc = "The owner was first.")
  @Outcome(expect = FORBIDDEN, desc = "Two outcomes, none, or something is left of the call.")
  @State
  public static class CloseAndCancel {

    private final Contest contest = new Contest();
    private final CompletableFuture<Integer> future = contest.rig.get();

    public CloseAndCancel() {
      long unused = contest.rig.sent(future);
    }

    @Actor
    public void loop() {
      contest.close();
    }

    @Actor
    public void owner(ZLL_Result r) {
      r.r1 = future.cancel(true);
    }

    @Arbiter
    public void after(ZLL_Result r) {
      r.r3 = contest.verdict();
      r.r2 = Contest.outcome(future);
    }
  }

  /** A call is made and cancelled while the loop starts it. */
  @JCStressTest
  @Outcome(
      id = "cancelled, 1 told",
      expect = ACCEPTABLE,
      desc = "No response comes: it is cancelled.")
  @Outcome(expect = FORBIDDEN, desc = "Two outcomes, none, or something is left of the call.")
  @State
  public static class SendAndCancel {

    private final Contest contest = new Contest();
    private final CompletableFuture<Integer> future = contest.rig.get();

    @Actor
    public void loop() {
      contest.rig.settle();
    }

    @Actor
    public void owner() {
      boolean unused = future.cancel(true);
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = contest.verdict();
      r.r1 = Contest.outcome(future);
    }
  }

  /** A call is made while the client closes. */
  @JCStressTest
  @Outcome(id = "cancelled, 1 told", expect = ACCEPTABLE, desc = "Refused, or taken and ended.")
  @Outcome(expect = FORBIDDEN, desc = "Its future is never completed, or its capacity is lost.")
  @State
  public static class MakeAndClose {

    private final Contest contest = new Contest();
    private @Nullable CompletableFuture<Integer> future;

    @Actor
    public void owner() {
      future = contest.rig.get();
    }

    @Actor
    public void loop() {
      contest.close();
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = contest.verdict();
      CompletableFuture<Integer> made = future;
      r.r1 = made == null ? "not made" : Contest.outcome(made);
    }
  }

  /** A handler makes a call while its own call is cancelled. */
  @JCStressTest
  @Outcome(
      id = "cancelled, 1 told",
      expect = ACCEPTABLE,
      desc = "It is cancelled with the call around it.")
  @Outcome(expect = FORBIDDEN, desc = "It outlives the call around it, or its capacity is lost.")
  @State
  public static class MakeAndCallOffAround {

    private final Contest contest = new Contest();
    private final FakeContext around = new FakeContext();
    private @Nullable CompletableFuture<Integer> future;

    public MakeAndCallOffAround() {
      contest.rig.parent = around;
    }

    @Actor
    public void handler() {
      future = contest.rig.get();
    }

    @Actor
    public void loop() {
      around.cancel();
      contest.rig.settle();
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = contest.verdict();
      CompletableFuture<Integer> made = future;
      r.r1 = made == null ? "not made" : Contest.outcome(made);
    }
  }
}
