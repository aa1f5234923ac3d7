package io.tightwire.internal.server;

import io.tightwire.internal.report.SparseLog;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks in the order they came in, so many at a time, with a bounded queue. A thread that is
 * done with a task takes the next one without going back to the executor. With a concurrency of 1
 * tasks run strictly one after the other. Safe for use by many threads.
 */
final class Lane {

  private final String name;
  private final int concurrency;
  private final int maxQueued;
  private final Executor executor;
  private final Executor beside;
  private final boolean inline;

  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

  /** How many tasks are queued or run. */
  private final AtomicInteger taken = new AtomicInteger();

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean starting = new AtomicBoolean();
  private final SparseLog broken = new SparseLog("io.tightwire.server", Level.ERROR);

  Lane(String name, int concurrency, int maxQueued, Executor executor) {
    this(name, concurrency, maxQueued, executor, executor, false);
  }

  private Lane(
      String name,
      int concurrency,
      int maxQueued,
      Executor executor,
      Executor beside,
      boolean inline) {
    this.name = name;
    this.concurrency = concurrency;
    this.maxQueued = maxQueued;
    this.executor = executor;
    this.beside = beside;
    this.inline = inline;
  }

  /**
   * A lane whose tasks run on the thread that hands them over, which is the loop's.
   *
   * @param beside runs what comes besides the tasks
   */
  static Lane inline(String name, Executor beside) {
    return new Lane(name, 1, 0, Runnable::run, beside, true);
  }

  boolean isInline() {
    return inline;
  }

  String name() {
    return name;
  }

  int maxQueued() {
    return maxQueued;
  }

  /**
   * Takes a new task.
   *
   * @return false if the queue is full or the executor takes no more; the task will not run
   */
  boolean offer(Runnable task) {
    if (taken.incrementAndGet() > (long) concurrency + maxQueued) {
      taken.decrementAndGet();
      return false;
    }
    queue.add(task);
    if (wake(executor) || !queue.remove(task)) {
      return true;
    }
    taken.decrementAndGet();
    if (!queue.isEmpty()) {
      rescue(); // what came meanwhile relied on the thread that the executor has just refused
    }
    return false;
  }

  /** Takes the next part of a task that was admitted already. */
  void resume(Runnable part) {
    taken.incrementAndGet();
    queue.add(part);
    if (!wake(executor)) {
      rescue();
    }
  }

  /** Runs what must not wait for its turn, on a thread of the executor nevertheless. */
  void beside(Runnable task) {
    try {
      beside.execute(task);
    } catch (RuntimeException e) { // rejected
      ForkJoinPool.commonPool().execute(task);
    }
  }

  /** The user shut the executor down, or let it fill up: what has begun must come to its end. */
  private void rescue() {
    boolean unused = wake(ForkJoinPool.commonPool());
  }

  /**
   * Has one more thread work, if one may. One at a time: the thread that starts has the next one
   * start before it runs its first task, if there is more to do. So who fills the queue wakes one
   * thread, not one for each task, and short tasks are done by few threads.
   *
   * @return false if the executor refused and no thread works
   */
  private boolean wake(Executor threads) {
    if (running.get() >= concurrency || !starting.compareAndSet(false, true)) {
      return true;
    }
    if (!enter()) {
      starting.set(false);
      return true;
    }
    try {
      threads.execute(this::work);
      return true;
    } catch (RuntimeException e) { // rejected
      starting.set(false);
      return running.decrementAndGet() > 0;
    }
  }

  private void work() {
    Runnable first = queue.poll();
    starting.set(false);
    if (!queue.isEmpty()) {
      boolean unused = wake(executor); // if refused, this thread does it all
    }
    run(first);
    do {
      for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
        run(task);
      }
      running.decrementAndGet();
      // What was added since the last poll saw this thread as running: look again.
    } while (!queue.isEmpty() && enter());
  }

  private void run(@Nullable Runnable task) {
    if (task == null) {
      return; // another thread was faster
    }
    try {
      task.run();
    } catch (Throwable e) { // out of memory, at worst: the lane must not lose a thread's place
      broken.log(() -> "A call on lane " + name + " broke", e);
    } finally {
      taken.decrementAndGet();
    }
  }

  private boolean enter() {
    int now = running.get();
    while (now < concurrency) {
      if (running.compareAndSet(now, now + 1)) {
        return true;
      }
      now = running.get();
    }
    return false;
  }
}
