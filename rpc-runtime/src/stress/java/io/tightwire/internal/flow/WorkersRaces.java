package io.tightwire.internal.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Threads that add tasks, and threads that leave the workers. */
final class WorkersRaces {

  private WorkersRaces() {}

  /** Workers on threads that the actors play. */
  abstract static class Base {

    final Queue<Runnable> threads = new ConcurrentLinkedQueue<>();
    final AtomicInteger ran = new AtomicInteger();
    final Runnable task = ran::incrementAndGet;

    final void work() {
      for (Runnable thread = threads.poll(); thread != null; thread = threads.poll()) {
        thread.run();
      }
    }
  }

  /** A task is added while the loop's thread, which runs one itself, leaves. */
  @JCStressTest
  @Outcome(id = "2", expect = ACCEPTABLE, desc = "Both ran.")
  @Outcome(expect = FORBIDDEN, desc = "One is stranded.")
  @State
  public static class AddAndLeave extends Base {

    private final Workers workers = new Workers(1, threads::add, threads::add, Runnable::run);

    @Actor
    public void other() {
      workers.add(task);
      work();
    }

    @Actor
    public void loop() {
      if (workers.tryEnter()) {
        task.run();
        workers.leave();
      } else {
        workers.add(task);
      }
      work();
    }

    @Arbiter
    public void rest(I_Result r) {
      work();
      r.r1 = ran.get();
    }
  }

  /** Tasks are added while a thread lingers, and gives up. */
  @JCStressTest
  @Outcome(id = "3", expect = ACCEPTABLE, desc = "All ran.")
  @Outcome(expect = FORBIDDEN, desc = "One is stranded.")
  @State
  public static class AddAndLinger extends Base {

    private final AtomicLong now = new AtomicLong();
    private final Workers workers =
        new Workers(1, threads::add, threads::add, Runnable::run, lingering());

    public AddAndLinger() {
      workers.add(task);
    }

    /** Returns what has a thread look a few times. */
    private Linger lingering() {
      AdaptiveSpin spin = new AdaptiveSpin(() -> false);
      for (int i = 0; i < 100; i++) {
        spin.recordWait(0, 1);
      }
      return new Linger(spin, () -> now.addAndGet(Linger.LIMIT / 3), () -> {});
    }

    @Actor
    public void lingers() {
      work();
    }

    @Actor
    public void adds() {
      workers.add(task);
      workers.add(task);
      work();
    }

    @Arbiter
    public void rest(I_Result r) {
      work();
      r.r1 = ran.get();
    }
  }

  /** The executor refuses a thread on which another task relies, beside a thread that ends. */
  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "All that were accepted ran, and no others.")
  @Outcome(expect = FORBIDDEN, desc = "One was taken and is stranded, or refused and ran.")
  @State
  public static class OfferAndRefusal extends Base {

    private final Queue<Runnable> spares = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger(1);
    private volatile boolean exhausted;
    private final Workers workers = new Workers(1, this::start, spares::add, Runnable::run);

    public OfferAndRefusal() {
      workers.add(task);
      exhausted = true;
    }

    private void start(Runnable thread) {
      if (exhausted) {
        throw new RejectedExecutionException("stress");
      }
      threads.add(thread);
    }

    private void offer() {
      if (workers.offer(task) == null) {
        accepted.incrementAndGet();
      }
    }

    @Actor
    public void ends() {
      work();
    }

    @Actor
    public void one() {
      offer();
    }

    @Actor
    public void two() {
      offer();
    }

    @Arbiter
    public void rest(Z_Result r) {
      for (Runnable spare = spares.poll(); spare != null; spare = spares.poll()) {
        spare.run();
      }
      r.r1 = ran.get() == accepted.get();
    }
  }
}
