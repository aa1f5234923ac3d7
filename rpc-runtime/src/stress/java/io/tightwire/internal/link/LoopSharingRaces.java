package io.tightwire.internal.link;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.internal.flow.Mailbox;
import java.io.IOException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Callers that share a loop, at the moments in which one relies on another. */
final class LoopSharingRaces {

  private static final int YIELDS = 12;
  private static final Thread OWN = new Thread(() -> {}); // is never started

  private LoopSharingRaces() {}

  private static final class FakeLoop extends AttendedLoop {

    private final Mailbox<FakeCall> inbox = new Mailbox<>();
    int executed;
    volatile long dueAt = Long.MAX_VALUE;

    /** Posts a call, which ends when it is executed. */
    FakeCall post() {
      FakeCall call = new FakeCall();
      boolean unused = inbox.offer(call);
      return call;
    }

    @Override
    public PassResult run() {
      int work = 0;
      for (FakeCall call; (call = inbox.poll()) != null; work++) {
        call.end();
      }
      executed += work;
      return work > 0 ? PassResult.MORE : PassResult.IDLE;
    }

    @Override
    public boolean hasWork() {
      return inbox.hasNew();
    }

    @Override
    public long dueAt() {
      return dueAt;
    }
  }

  private static LoopSharing sharing(FakeLoop loop) {
    SharedPasses passes = new SharedPasses(loop, () -> false);
    try {
      PassResult unused = passes.run(); // after which callers may drive
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new LoopSharing(loop, OWN, failure -> {}, YIELDS, passes);
  }

  /** Two callers post a request each, and one of them may leave its own to the other. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "Both requests were sent.")
  @Outcome(expect = FORBIDDEN, desc = "A request lies there, and nobody looks.")
  @State
  public static class PostAndPost {

    private final FakeLoop loop = new FakeLoop();
    private final LoopSharing sharing = sharing(loop);

    @Actor
    public void caller() {
      FakeCall unusedCall = loop.post();
      boolean unused = sharing.help();
    }

    @Actor
    public void otherCaller() {
      FakeCall unusedCall = loop.post();
      boolean unused = sharing.help();
    }

    @Arbiter
    public void sent(I_Result r) {
      r.r1 = loop.executed;
    }
  }

  /** Two callers make calls; each may leave its request to the other one, which stops driving. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "Both calls have ended.")
  @State
  public static class CallAndCall {

    private final FakeLoop loop = new FakeLoop();
    private final LoopSharing sharing = sharing(loop);

    private void call() {
      FakeCall call = loop.post();
      boolean unused = sharing.help();
      sharing.await(call); // a call that nobody ends would hang, which JCStress reports
    }

    @Actor
    public void caller() {
      call();
    }

    @Actor
    public void otherCaller() {
      call();
    }

    @Arbiter
    public void ended(I_Result r) {
      r.r1 = loop.executed;
    }
  }

  /** A request is posted while the driver begins to wait for the sockets. */
  @JCStressTest
  @Outcome(id = "looks again", expect = ACCEPTABLE, desc = "The driver has seen it in time.")
  @Outcome(id = "is woken", expect = ACCEPTABLE, desc = "The posting thread has seen it wait.")
  @Outcome(id = "sleeps", expect = FORBIDDEN, desc = "The request lies there for ever.")
  @State
  public static class PostAndSelect {

    private final FakeLoop loop = new FakeLoop();
    private final DriverWait driver = new DriverWait(loop, OWN);
    private long waits;

    public PostAndSelect() {
      driver.begin();
    }

    @Actor
    public void driver() {
      waits = driver.beginSelecting(() -> false);
    }

    @Actor
    public void poster() {
      FakeCall unused = loop.post();
      driver.end();
    }

    @Arbiter
    public void told(L_Result r) {
      r.r1 = waits == 0 ? "looks again" : driver.isSelecting() ? "sleeps" : "is woken";
    }
  }

  /** Another thread's pass sets an earlier deadline while the driver begins to wait. */
  @JCStressTest
  @Outcome(id = "looks again", expect = ACCEPTABLE, desc = "The driver has seen it in time.")
  @Outcome(id = "is woken", expect = ACCEPTABLE, desc = "The other thread has seen it wait.")
  @Outcome(id = "waits for it", expect = ACCEPTABLE, desc = "The driver waits until it is due.")
  @Outcome(id = "sleeps", expect = FORBIDDEN, desc = "The deadline passes, and nobody looks.")
  @State
  public static class PassAndSelect {

    private final FakeLoop loop = new FakeLoop();
    private final DriverWait driver = new DriverWait(loop, OWN);
    private long waits;

    public PassAndSelect() {
      driver.begin();
    }

    @Actor
    public void driver() {
      waits = driver.beginSelecting(() -> false);
    }

    @Actor
    public void helper() {
      loop.dueAt = System.nanoTime() + (1L << 40);
      if (driver.isOutdated()) {
        driver.end();
      }
    }

    @Arbiter
    public void told(L_Result r) {
      if (waits == 0) {
        r.r1 = "looks again";
      } else if (!driver.isSelecting()) {
        r.r1 = "is woken";
      } else {
        r.r1 = waits < Long.MAX_VALUE ? "waits for it" : "sleeps";
      }
    }
  }

  /** The driver leaves while a caller is about to park. */
  @JCStressTest
  @Outcome(id = "drives", expect = ACCEPTABLE, desc = "The caller has seen that no thread drives.")
  @Outcome(id = "is woken", expect = ACCEPTABLE, desc = "The driver has seen the caller.")
  @Outcome(id = "parks", expect = FORBIDDEN, desc = "No caller drives, and one is parked.")
  @State
  public static class LeaveAndPark {

    private final Followers followers = new Followers();
    private volatile boolean vacant;
    private boolean parks;
    private boolean woken;

    @Actor
    public void driver() {
      vacant = true;
      woken = followers.wakeNext();
    }

    @Actor
    public void caller() {
      Followers.Follower unused = followers.join();
      parks = !vacant;
    }

    @Arbiter
    public void told(L_Result r) {
      r.r1 = !parks ? "drives" : woken ? "is woken" : "parks";
    }
  }
}
