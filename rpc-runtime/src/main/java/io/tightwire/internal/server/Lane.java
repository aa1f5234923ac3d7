package io.tightwire.internal.server;

import io.tightwire.LaneStats;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.flow.Workers;
import io.tightwire.internal.link.TaskRunner;
import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bulkhead: {@link Workers} with a name and a bounded queue, so that calls of one lane can't use
 * up the threads of another. With a concurrency of 1, tasks run strictly one after the other. How
 * threads are woken is explained at {@link Workers}. Thread-safe.
 */
final class Lane {

  private final String name;
  private final int concurrency;
  private final int maxQueued;
  private final boolean inline;
  private final Workers workers;

  /** Runs what must not be queued. */
  private final Workers unqueued;

  /** The number of tasks that are queued or run. */
  private final AtomicInteger used = new AtomicInteger();

  private volatile @Nullable Throwable refusal;

  private final RateLimitedLog broken = new RateLimitedLog("io.tightwire.server", Level.ERROR);
  private final RateLimitedLog refused = new RateLimitedLog("io.tightwire.server", Level.WARNING);

  /** Created before memory may be short. */
  private final Supplier<String> brokenText;

  Lane(String name, int concurrency, int maxQueued, Executor executor) {
    this(name, concurrency, maxQueued, executor, executor, false);
  }

  private Lane(
      String name,
      int concurrency,
      int maxQueued,
      Executor executor,
      Executor unqueuedExecutor,
      boolean inline) {
    this.name = name;
    this.concurrency = concurrency;
    this.maxQueued = maxQueued;
    this.inline = inline;
    this.workers = new Workers(concurrency, executor, ForkJoinPool.commonPool(), this::run);
    this.unqueued =
        new Workers(
            Integer.MAX_VALUE, unqueuedExecutor, ForkJoinPool.commonPool(), this::runReporting);
    this.brokenText = () -> "A call on lane " + name + " broke";
  }

  /**
   * Returns a lane whose tasks run on the submitting thread, which is the loop's.
   *
   * @param maxQueued how many may wait while one blocks
   * @param unqueuedExecutor runs what is not a task of the lane
   */
  static Lane inline(String name, int maxQueued, Executor unqueuedExecutor) {
    return new Lane(name, 1, maxQueued, Runnable::run, unqueuedExecutor, true);
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

  /** Returns how busy the lane is. */
  LaneStats stats() {
    int tasks = used.get();
    int running = Math.min(tasks, workers.running());
    return new LaneStats(running, tasks - running, concurrency, maxQueued);
  }

  /**
   * Queues a new task.
   *
   * @return false if the queue is full or the executor refuses; the task will not run
   */
  boolean offer(Runnable task) {
    if (used.incrementAndGet() > (long) concurrency + maxQueued) {
      used.decrementAndGet();
      refusal = null;
      return false;
    }
    Throwable thrown = workers.offer(task);
    if (thrown == null) {
      return true;
    }
    used.decrementAndGet();
    refusal = thrown;
    if (!(thrown instanceof RejectedExecutionException)) {
      refused.log(() -> "Lane " + name + " can't get a thread; calls are rejected", thrown);
    }
    return false;
  }

  /** Returns what the executor threw for the latest refused task; null if the queue was full. */
  @Nullable Throwable refusal() {
    return refusal;
  }

  /** Reserves the turn of a task that the caller runs itself, unless others are to go first. */
  boolean tryReserve() {
    if (!workers.tryEnter()) {
      return false;
    }
    used.incrementAndGet();
    return true;
  }

  /** Runs a task whose turn was reserved; returns about when it has ended. */
  long runReserved(TaskRunner.Task task, long now) {
    if (inline) {
      LoopThread.endTask(); // on an inline lane, handlers may not wait
    }
    try {
      return task.run(now);
    } catch (Throwable e) { // out of memory, at worst
      broken.log(brokenText, e);
      return System.nanoTime();
    } finally {
      used.decrementAndGet();
      workers.leave();
    }
  }

  /** Queues the next part of a task that was admitted before, also if the queue is full. */
  void resume(Runnable part) {
    used.incrementAndGet();
    try {
      workers.add(part);
    } catch (Throwable e) { // out of memory
      used.decrementAndGet();
      throw e;
    }
  }

  /** Runs a task on a thread of the executor, ahead of the queue. */
  void runUnqueued(Runnable task) {
    unqueued.add(task);
  }

  private void runReporting(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      broken.log(brokenText, e);
    }
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) { // out of memory, at worst
      broken.log(brokenText, e);
    } finally {
      used.decrementAndGet();
    }
  }
}
