package io.tightwire.internal.link;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A thread that runs tasks on a loop, and the loop's standby. */
final class RunningTaskRaces {

  private RunningTaskRaces() {}

  /** A task ends while the standby takes the loop over. */
  @JCStressTest
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The task's thread keeps the loop.")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The standby leads.")
  @Outcome(id = "true, true", expect = FORBIDDEN, desc = "Two threads lead.")
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "No thread leads.")
  @State
  public static class EndAndTakeOver {

    private final RunningTask task = new RunningTask();
    private final long start = task.begin(System.nanoTime());

    @Actor
    public void leader(ZZ_Result r) {
      r.r1 = task.end(start);
    }

    @Actor
    public void standby(ZZ_Result r) {
      r.r2 = task.takeOver(start);
    }
  }

  /** The next task starts while the standby takes the loop over from the one before. */
  @JCStressTest
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The task's thread keeps the loop.")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The standby leads.")
  @Outcome(id = "true, true", expect = FORBIDDEN, desc = "The next task's loop is taken over.")
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "No thread leads.")
  @State
  public static class NextAndTakeOver {

    private final RunningTask task = new RunningTask();
    private final long start = task.begin(System.nanoTime());

    @Actor
    public void leader(ZZ_Result r) {
      r.r1 = task.end(start) && task.end(task.begin(System.nanoTime()));
    }

    @Actor
    public void standby(ZZ_Result r) {
      r.r2 = task.takeOver(start);
    }
  }

  /** A task starts while the standby falls asleep. */
  @JCStressTest
  @Outcome(id = "watches", expect = ACCEPTABLE, desc = "The standby has seen the task.")
  @Outcome(id = "is woken", expect = ACCEPTABLE, desc = "The leader has seen that it sleeps.")
  @Outcome(id = "sleeps", expect = FORBIDDEN, desc = "No thread watches the task.")
  @State
  public static class BeginAndSleep {

    private final RunningTask task = new RunningTask();
    private boolean sleeps;
    private boolean woken;

    @Actor
    public void leader() {
      long unused = task.begin(System.nanoTime());
      woken = task.isUnwatched();
    }

    @Actor
    public void standby() {
      task.setUnwatched(true);
      sleeps = task.start() == 0;
    }

    @Arbiter
    public void told(L_Result r) {
      r.r1 = !sleeps ? "watches" : woken ? "is woken" : "sleeps";
    }
  }
}
