package io.tightwire.internal.client;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.RpcException;
import io.tightwire.internal.flow.AdaptiveSpin;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.LZL_Result;

/**
 * A caller that parks, and the ends of its call. A caller that is never unparked hangs the test.
 */
final class BlockingCallRaces {

  private BlockingCallRaces() {}

  private static String call(Contest contest, @Nullable Duration timeout) {
    try {
      return contest.rig.blocking(timeout).run() == Contest.RESULT ? "value" : "wrong value";
    } catch (RpcException e) {
      return Contest.name(e);
    }
  }

  /** The response comes while the caller falls asleep. */
  @JCStressTest
  @Outcome(id = "value, 1 told", expect = ACCEPTABLE, desc = "The caller gets its result.")
  @Outcome(expect = FORBIDDEN, desc = "Another outcome, or something is left of the call.")
  @State
  public static class ResponseAndSleep {

    private final Contest contest = new Contest();

    @Actor
    public void runtime(LL_Result r) {
      r.r1 = call(contest, null);
    }

    @Actor
    public void loop() {
      contest.respond(contest.awaitRequest());
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = contest.verdict();
    }
  }

  /** The response comes while the caller, which is interrupted, cancels. */
  @JCStressTest
  @Outcome(id = "value, true, 1 told", expect = ACCEPTABLE, desc = "The response was first.")
  @Outcome(id = "cancelled, true, 1 told", expect = ACCEPTABLE, desc = "The caller was first.")
  @Outcome(expect = FORBIDDEN, desc = "Two outcomes, none, or the interrupt is lost.")
  @State
  public static class ResponseAndInterrupt {

    private final Contest contest = new Contest();
    private volatile @Nullable Thread waiting;

    @Actor
    public void runtime(LZL_Result r) {
      waiting = Thread.currentThread();
      r.r1 = call(contest, null);
      r.r2 = Thread.interrupted();
    }

    @Actor
    public void loop() {
      long id = contest.awaitRequest();
      Thread runtime = waiting;
      if (runtime != null) {
        runtime.interrupt();
      }
      contest.respond(id);
    }

    @Arbiter
    public void after(LZL_Result r) {
      r.r3 = contest.verdict();
    }
  }

  /** The deadline passes while the caller, which is interrupted, cancels. */
  @JCStressTest
  @Outcome(id = "timeout, true, 1 told", expect = ACCEPTABLE, desc = "The deadline was first.")
  @Outcome(id = "cancelled, true, 1 told", expect = ACCEPTABLE, desc = "The caller was first.")
  @Outcome(expect = FORBIDDEN, desc = "Two outcomes, none, or the interrupt is lost.")
  @State
  public static class DeadlineAndInterrupt {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Contest contest = new Contest();
    private volatile @Nullable Thread waiting;

    @Actor
    public void runtime(LZL_Result r) {
      waiting = Thread.currentThread();
      r.r1 = call(contest, HOUR);
      r.r2 = Thread.interrupted();
    }

    @Actor
    public void loop() {
      long unused = contest.awaitRequest();
      Thread runtime = waiting;
      if (runtime != null) {
        runtime.interrupt();
      }
      contest.rig.elapse(HOUR);
      contest.rig.turn();
    }

    @Arbiter
    public void after(LZL_Result r) {
      r.r3 = contest.verdict();
    }
  }

  /** The client closes while a call is made. */
  @JCStressTest
  @Outcome(id = "cancelled, 1 told", expect = ACCEPTABLE, desc = "Refused, or taken and ended.")
  @Outcome(expect = FORBIDDEN, desc = "Another outcome, or its capacity is lost.")
  @State
  public static class MakeAndClose {

    private final Contest contest = new Contest();
    private volatile boolean returned;

    @Actor
    public void runtime(LL_Result r) {
      r.r1 = call(contest, null);
      returned = true;
    }

    @Actor
    public void loop() {
      contest.close();
      // A mailbox that is closed has refused the call or given it out; the rig's gives it out late.
      while (!returned) {
        contest.rig.turn();
        AdaptiveSpin.yieldProcessor();
      }
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = contest.verdict();
    }
  }
}
