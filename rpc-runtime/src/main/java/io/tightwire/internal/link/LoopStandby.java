package io.tightwire.internal.link;

import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.report.RateLimitedLog;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs a server's loop by a thread that also runs short tasks of the agent, so that no other thread
 * has to be woken for them; and a standby, which takes the loop over from a task that does not
 * return.
 *
 * <p>The thread that leads runs passes, and the tasks that came in a pass after it: everything that
 * was decoded stands in the agent's queue by then, and no message is half read. A task may do
 * anything, also block. If it runs for longer than {@link #TAKE_OVER}, the standby leads from then
 * on. The task's thread has become an ordinary thread: it finishes its task, and then stands by.
 *
 * <p>The standby is a thread that is started when the agent has its first task, and after it took
 * over. It looks every {@link #LOOK} while tasks run, half as often when all were short, and sleeps
 * when none runs.
 *
 * <p>{@link #serve} and {@link #end()} are thread-safe; the rest is confined to the thread that
 * leads.
 */
final class LoopStandby implements TaskRunner {

  /** How long a task may run before the standby leads, in nanoseconds. */
  static final long TAKE_OVER = TimeUnit.MICROSECONDS.toNanos(200);

  /** How often the standby looks at first while tasks come. */
  private static final long LOOK = TimeUnit.MICROSECONDS.toNanos(500);

  /** After how many looks at short tasks it looks half as often. */
  private static final int CAREFUL_LOOKS = 100;

  /** How often the standby looks without seeing a task before it sleeps. */
  private static final int IDLE_LOOKS = 20;

  /**
   * How long the tasks after one pass may run together, not counting {@link #HAND_OVER} of each;
   * others are left to other threads.
   */
  private static final long BUDGET = TimeUnit.MICROSECONDS.toNanos(100);

  /** About what it costs to leave a task to another thread. */
  private static final long HAND_OVER = 800;

  /** What counts of a task at most. One that takes longer has lost the core, as a rule. */
  private static final long USUAL = TimeUnit.MICROSECONDS.toNanos(20);

  /** How long they may run together, however short each is. */
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(4);

  private static final long RETRY = TimeUnit.SECONDS.toNanos(1);

  /** What has come of the tasks after a pass. */
  private enum Tasks {
    NONE,
    RUN,
    /** Another thread leads. */
    LOST
  }

  private final LoopPass<?> pass;
  private final Agent<?> agent;
  private final LoopWaker waker;
  private final String name;
  private final Runnable body;
  private final RunningTask running = new RunningTask();
  private final AtomicReference<@Nullable Thread> standby = new AtomicReference<>();
  private final RateLimitedLog broken = new RateLimitedLog("io.tightwire.link", Level.ERROR);
  private volatile boolean over;

  // Confined to the thread that leads.

  /** Not before this time another thread is started. */
  private long recruitAfter = System.nanoTime();

  /** How much of {@link #BUDGET} the tasks after the pass have used. */
  private long used;

  /** How much of {@link #LONGEST}. */
  private long spent;

  /** When the next one starts. */
  private long nextStart;

  /**
   * Creates a loop's standby; no thread is started.
   *
   * @param body what a thread does that stands by; calls {@link #serve}
   */
  LoopStandby(LoopPass<?> pass, Agent<?> agent, LoopWaker waker, String name, Runnable body) {
    this.pass = pass;
    this.agent = agent;
    this.waker = waker;
    this.name = name;
    this.body = body;
  }

  /**
   * Leads the loop.
   *
   * @return whether the loop is over; false if another thread leads
   */
  boolean lead() throws IOException {
    waker.ownedBy(Thread.currentThread());
    boolean fresh = true; // the thread that led before may have left something
    boolean sends = false;
    while (true) {
      PassResult result = pass.run();
      long now = System.nanoTime();
      if (pass.isOver(now)) {
        return true;
      }
      Tasks tasks = runTasks(now);
      if (tasks == Tasks.LOST) {
        return false;
      }
      sends = tasks == Tasks.RUN && !sends;
      if (sends) {
        continue; // first their responses; then the sockets, after two passes at most
      }
      if (result == PassResult.IDLE && tasks == Tasks.NONE && !fresh) {
        waker.sleep();
      } else {
        boolean unused = pass.poll();
      }
      fresh = false;
    }
  }

  private Tasks runTasks(long now) {
    used = 0;
    spent = 0;
    nextStart = now;
    Tasks done = Tasks.NONE;
    for (Task task; (task = agent.nextTask(this)) != null; done = Tasks.RUN) {
      if (!run(task)) {
        return Tasks.LOST;
      }
    }
    return done;
  }

  /** Returns false if another thread leads by the time that the task has ended. */
  private boolean run(Task task) {
    long start = running.begin(nextStart);
    long now = start;
    if (running.isUnwatched()) {
      LockSupport.unpark(standby.get());
      now = System.nanoTime();
    }
    long end;
    LoopThread.beginTask();
    try {
      end = task.run(now);
    } catch (Throwable e) { // out of memory, at worst
      broken.log(() -> "A task on the loop \"" + name + "\" broke", e);
      end = System.nanoTime();
    } finally {
      LoopThread.endTask();
    }
    if (!running.end(start)) {
      return false;
    }
    long took = Math.min(end - now, USUAL);
    spent += took;
    used += Math.max(0, took - HAND_OVER);
    nextStart = end;
    return true;
  }

  @Override
  public boolean hasTime() {
    return used < BUDGET && spent < LONGEST;
  }

  @Override
  public void tookTime() {
    nextStart = System.nanoTime();
  }

  @Override
  public boolean isReady() {
    return standby.get() != null || recruit();
  }

  /** Starts a thread that stands by. Returns false if there is no memory for one more thread. */
  private boolean recruit() {
    long now = System.nanoTime();
    if (now - recruitAfter < 0) {
      return false;
    }
    Thread next = null;
    try {
      next = new LoopThread(body, name);
      if (standby.compareAndSet(null, next)) { // or one has finished its task
        next.start();
      }
      tookTime();
      return true;
    } catch (Throwable e) {
      standby.compareAndSet(next, null);
      recruitAfter = now + RETRY;
      broken.log(
          () -> "The loop \"" + name + "\" has no standby; handler threads run all tasks", e);
      return false;
    }
  }

  // --- the standby ---

  /**
   * Stands by, unless another thread does, and leads when its turn comes.
   *
   * @param leader leads until the loop is over or another thread leads
   */
  void serve(Runnable leader) {
    Thread me = Thread.currentThread();
    while (!over && (standby.get() == me || standby.compareAndSet(null, me))) {
      boolean leads;
      try {
        leads = watch();
      } finally {
        standby.set(null);
      }
      if (leads) {
        leader.run();
      }
    }
  }

  /** Watches the tasks; returns true once the calling thread leads, false if the loop is over. */
  private boolean watch() {
    int idleLooks = 0;
    int looks = 0;
    while (!over) {
      boolean unused = Thread.interrupted();
      long start = running.start();
      if (start == 0) {
        idleLooks++;
        if (idleLooks < IDLE_LOOKS) {
          looks++;
          LockSupport.parkNanos(this, looks < CAREFUL_LOOKS ? LOOK : 2 * LOOK);
        } else {
          sleep();
          idleLooks = 0;
        }
        continue;
      }
      idleLooks = 0;
      long left = start + TAKE_OVER - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(this, left);
      } else if (running.takeOver(start)) {
        return true;
      }
    }
    return false;
  }

  private void sleep() {
    running.setUnwatched(true);
    if (running.start() == 0 && !over) {
      LockSupport.park(this);
    }
    running.setUnwatched(false);
  }

  /** Ends the standby, since the loop is over. */
  void end() {
    over = true;
    LockSupport.unpark(standby.get());
  }
}
