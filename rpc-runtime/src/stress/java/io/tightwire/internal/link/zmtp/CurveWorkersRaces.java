package io.tightwire.internal.link.zmtp;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Threads that compute for encrypted connections, and the loop that continues. */
final class CurveWorkersRaces {

  private CurveWorkersRaces() {}

  /** Work whose result is in a plain field, as those of the mechanism are. */
  private static final class Sum extends CurveWorkers.Work {
    private int computed;
    private int finished;
    private int seen;

    Sum(CurveWorkers workers) {
      super(workers);
    }

    @Override
    void compute() {
      computed += 42;
    }

    @Override
    void finish() {
      finished++;
      seen = computed;
    }
  }

  /** Workers, and a loop that looks for results only when it was woken. */
  private abstract static class Loop {
    private final Queue<Runnable> threads = new ConcurrentLinkedQueue<>();
    private volatile boolean woken;
    final CurveWorkers workers = new CurveWorkers(threads::add, () -> woken = true);

    final void work() {
      for (Runnable thread = threads.poll(); thread != null; thread = threads.poll()) {
        thread.run();
      }
    }

    final void pass() {
      if (woken) {
        woken = false;
        workers.finish();
      }
    }
  }

  /** The loop looks for results while a thread computes. */
  @JCStressTest
  @Outcome(id = "1, 42", expect = ACCEPTABLE, desc = "The loop continues once, with the result.")
  @Outcome(expect = FORBIDDEN, desc = "It is not woken, continues twice, or sees no result.")
  @State
  public static class ComputeAndFinish extends Loop {

    private final Sum sum = new Sum(workers);

    public ComputeAndFinish() {
      workers.submit(sum);
    }

    @Actor
    public void thread() {
      work();
    }

    @Actor
    public void loop() {
      pass();
      pass();
    }

    @Arbiter
    public void after(II_Result r) {
      pass();
      r.r1 = sum.finished;
      r.r2 = sum.seen;
    }
  }

  /** The loop submits more work while the only thread has run out of it. */
  @JCStressTest
  @Outcome(id = "2, 84", expect = ACCEPTABLE, desc = "The loop continues with both results.")
  @Outcome(expect = FORBIDDEN, desc = "Work is stranded, or the loop is not woken for a result.")
  @State
  public static class ComputeAndSubmit extends Loop {

    private final Sum first = new Sum(workers);
    private final Sum second = new Sum(workers);

    public ComputeAndSubmit() {
      workers.submit(first);
    }

    @Actor
    public void thread() {
      work();
    }

    @Actor
    public void loop() {
      workers.submit(second);
      pass();
    }

    @Arbiter
    public void after(II_Result r) {
      work(); // if another thread was requested
      pass();
      r.r1 = first.finished + second.finished;
      r.r2 = first.seen + second.seen;
    }
  }
}
