package io.tightwire.internal.client;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.internal.flow.Timed;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Callers that want the last place in the local queue, and the loop that releases one. */
final class PendingCallLimitRaces {

  private static final int BYTES = 100;

  private PendingCallLimitRaces() {}

  /** Returns a limit of that many calls, with a connection. */
  private static PendingCallLimit pendingLimit(int calls) {
    Readiness readiness = new Readiness();
    readiness.ready();
    return new PendingCallLimit(calls, 1 << 20, Duration.ofHours(1), readiness);
  }

  /** Two callers, one place. */
  @JCStressTest
  @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "The first has it.")
  @Outcome(id = "false, true, true", expect = ACCEPTABLE, desc = "The second has it.")
  @Outcome(expect = FORBIDDEN, desc = "Both have it, none has, or a count is wrong afterwards.")
  @State
  public static class TakeAndTake {

    private final PendingCallLimit pendingLimit = pendingLimit(2);

    public TakeAndTake() {
      boolean unused = pendingLimit.tryAcquire(BYTES);
    }

    @Actor
    public void one(ZZZ_Result r) {
      r.r1 = pendingLimit.tryAcquire(BYTES);
    }

    @Actor
    public void two(ZZZ_Result r) {
      r.r2 = pendingLimit.tryAcquire(BYTES);
    }

    @Arbiter
    public void after(ZZZ_Result r) {
      pendingLimit.release(2 * PendingCallLimit.cost(BYTES));
      r.r3 = pendingLimit.isUnused();
    }
  }

  /** A caller that does not wait, while the place is released. */
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "It came after.")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "It came before.")
  @Outcome(expect = FORBIDDEN, desc = "A count is wrong afterwards.")
  @State
  public static class TakeAndFree {

    private final PendingCallLimit pendingLimit = pendingLimit(1);

    public TakeAndFree() {
      boolean unused = pendingLimit.tryAcquire(BYTES);
    }

    @Actor
    public void runtime(ZZ_Result r) {
      r.r1 = pendingLimit.tryAcquire(BYTES);
    }

    @Actor
    public void loop() {
      pendingLimit.release(PendingCallLimit.cost(BYTES));
    }

    @Arbiter
    public void after(ZZ_Result r) {
      if (r.r1) {
        pendingLimit.release(PendingCallLimit.cost(BYTES));
      }
      r.r2 = pendingLimit.isUnused();
    }
  }

  /** A caller that begins to wait, while the place is released. */
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "It has the place.")
  @Outcome(expect = FORBIDDEN, desc = "It stopped waiting, or a count is wrong afterwards.")
  @State
  public static class WaitAndFree {

    private final PendingCallLimit pendingLimit = pendingLimit(1);

    public WaitAndFree() {
      boolean unused = pendingLimit.tryAcquire(BYTES);
    }

    @Actor
    public void runtime(ZZ_Result r) {
      try {
        r.r1 = pendingLimit.acquire(BYTES, Timed.NEVER);
      } catch (InterruptedException e) {
        throw new AssertionError(e); // no thread interrupts it
      }
    }

    @Actor
    public void loop() {
      pendingLimit.release(PendingCallLimit.cost(BYTES));
    }

    @Arbiter
    public void after(ZZ_Result r) {
      pendingLimit.release(PendingCallLimit.cost(BYTES));
      r.r2 = pendingLimit.isUnused();
    }
  }
}
