package io.tightwire.internal.server;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.internal.flow.AdaptiveSpin;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZLZ_Result;

/** Threads that submit tasks to a lane, and threads that end in it. */
final class LaneRaces {

  private LaneRaces() {}

  /** Tasks that count themselves, and notice whether two ran together. */
  private static final class Tasks {

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private volatile boolean overlapped;

    void run() {
      overlapped |= inside.incrementAndGet() > 1;
      done.incrementAndGet();
      inside.decrementAndGet();
    }

    String state() {
      return overlapped ? "two overlapped" : done + " done";
    }
  }

  /** A task is handed over while the only thread has run out of them. */
  @JCStressTest
  @Outcome(id = "true, 2 done, true", expect = ACCEPTABLE, desc = "Both, one after the other.")
  @Outcome(expect = FORBIDDEN, desc = "One is stranded, or they overlapped.")
  @State
  public static class OfferAndDone {

    private final Queue<Runnable> threads = new ConcurrentLinkedQueue<>();
    private final Lane lane = new Lane("stress", 1, 1, threads::add);
    private final Tasks tasks = new Tasks();

    public OfferAndDone() {
      boolean unused = lane.offer(tasks::run);
    }

    private void work() {
      for (Runnable thread = threads.poll(); thread != null; thread = threads.poll()) {
        thread.run();
      }
    }

    @Actor
    public void first() {
      work();
    }

    @Actor
    public void loop(ZLZ_Result r) {
      r.r1 = lane.offer(tasks::run);
      work(); // if another thread was requested
    }

    @Arbiter
    public void rest(ZLZ_Result r) {
      work();
      r.r2 = tasks.state();
      r.r3 = lane.offer(tasks::run) && lane.offer(() -> {}) && !lane.offer(() -> {});
    }
  }

  /** Two threads submit a task, and there is room for one. */
  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "One of them has it.")
  @Outcome(expect = FORBIDDEN, desc = "Both have it, or none.")
  @State
  public static class OfferAndOffer {

    private final Lane lane = new Lane("stress", 1, 0, thread -> {});
    private final AtomicInteger accepted = new AtomicInteger();

    private void offer() {
      if (lane.offer(() -> {})) {
        accepted.incrementAndGet();
      }
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
    public void after(I_Result r) {
      r.r1 = accepted.get();
    }
  }

  /** The executor refuses a thread on which another task relies. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both are refused.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One was taken, and ran.")
  @Outcome(expect = FORBIDDEN, desc = "One was taken and is stranded, or refused and ran.")
  @State
  public static class OfferAndRefusal {

    private final Lane lane =
        new Lane(
            "stress",
            1,
            1,
            thread -> {
              throw new RejectedExecutionException("stress");
            });
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger ran = new AtomicInteger();

    private void offer() {
      if (lane.offer(ran::incrementAndGet)) {
        accepted.incrementAndGet();
      }
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
    public void after(II_Result r) {
      long until = System.nanoTime() + 5_000_000_000L;
      while (ran.get() < accepted.get() && System.nanoTime() - until < 0) {
        AdaptiveSpin.yieldProcessor(); // a thread of the common pool runs it
      }
      r.r1 = accepted.get();
      r.r2 = ran.get();
    }
  }

  /** The executor queues the thread's work before it throws, and runs it meanwhile. */
  @JCStressTest
  @Outcome(id = "true, 1 done, true", expect = ACCEPTABLE, desc = "It had started: no refusal.")
  @Outcome(id = "false, 0 done, true", expect = ACCEPTABLE, desc = "Refused, and not run.")
  @Outcome(expect = FORBIDDEN, desc = "Refused and run, or stranded, or a place is lost.")
  @State
  public static class ErrorAndStart {

    private final Queue<Runnable> threads = new ConcurrentLinkedQueue<>();
    private volatile boolean exhausted = true;
    private final Lane lane = new Lane("stress", 1, 1, this::start);
    private final Tasks tasks = new Tasks();

    private void start(Runnable thread) {
      threads.add(thread);
      if (exhausted) {
        throw new InternalError("stress");
      }
    }

    private void work() {
      for (Runnable thread = threads.poll(); thread != null; thread = threads.poll()) {
        thread.run();
      }
    }

    @Actor
    public void loop(ZLZ_Result r) {
      r.r1 = lane.offer(tasks::run);
    }

    @Actor
    public void pool() {
      work();
    }

    @Arbiter
    public void rest(ZLZ_Result r) {
      work();
      r.r2 = tasks.state();
      exhausted = false;
      AtomicInteger more = new AtomicInteger();
      boolean taken = lane.offer(more::incrementAndGet);
      taken &= lane.offer(more::incrementAndGet);
      boolean full = !lane.offer(() -> {});
      work();
      r.r3 = taken && full && more.get() == 2;
    }
  }
}
