package io.tightwire.internal.server;

import io.tightwire.internal.flow.Workers;
import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link Workers} with a name and a bounded queue. With a concurrency of 1 tasks run strictly one
 * after the other. Safe for use by many threads.
 */
final class Lane {

  private final String name;
  private final int concurrency;
  private final int maxQueued;
  private final boolean inline;
  private final Workers workers;

  /** For what must not wait for its turn. */
  private final Workers besides;

  /** How many tasks are queued or run. */
  private final AtomicInteger taken = new AtomicInteger();

  private volatile @Nullable Throwable refusal;

  private final RateLimitedLog broken = new RateLimitedLog("io.tightwire.server", Level.ERROR);
  private final RateLimitedLog refused = new RateLimitedLog("io.tightwire.server", Level.WARNING);

  /** Made before memory may be short. */
  private final Supplier<String> brokenText;

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
    this.inline = inline;
    this.workers = new Workers(concurrency, executor, ForkJoinPool.commonPool(), this::run);
    this.besides =
        new Workers(Integer.MAX_VALUE, beside, ForkJoinPool.commonPool(), this::runBeside);
    this.brokenText = () -> "A call on lane " + name + " broke";
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
      refusal = null;
      return false;
    }
    Throwable thrown = workers.offer(task);
    if (thrown == null) {
      return true;
    }
    taken.decrementAndGet();
    refusal = thrown;
    if (!(thrown instanceof RejectedExecutionException)) {
      refused.log(() -> "Lane " + name + " can't get a thread; calls are rejected", thrown);
    }
    return false;
  }

  /** What the executor threw when the latest task was not taken; null if the queue was full. */
  @Nullable Throwable refusal() {
    return refusal;
  }

  /** Takes the next part of a task that was admitted already. */
  void resume(Runnable part) {
    taken.incrementAndGet();
    try {
      workers.add(part);
    } catch (Throwable e) { // out of memory
      taken.decrementAndGet();
      throw e;
    }
  }

  /** Runs what must not wait for its turn, on a thread of the executor nevertheless. */
  void beside(Runnable task) {
    besides.add(task);
  }

  private void runBeside(Runnable task) {
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
      taken.decrementAndGet();
    }
  }
}
