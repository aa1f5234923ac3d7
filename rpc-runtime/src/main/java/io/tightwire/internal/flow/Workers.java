package io.tightwire.internal.flow;

import java.io.Serial;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks in the order in which they were added, a bounded number at a time, on threads of an
 * executor. A thread that is done with a task takes the next one without going back to the
 * executor. Safe for use by many threads.
 *
 * <p>Whatever an executor throws is a refusal, unless it has begun to run what it was given: there
 * are executors that have queued a task by the time that they fail to get a thread for it, so a
 * thread that was refused and starts nevertheless does nothing.
 */
public final class Workers {

  private final int concurrency;
  private final Executor threads;
  private final Executor spare;
  private final Consumer<Runnable> body;

  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean starting = new AtomicBoolean();

  /**
   * Creates workers that have nothing to do.
   *
   * @param concurrency how many tasks run at a time
   * @param spare runs what was {@linkplain #add added} and {@code threads} refuse
   * @param body runs a task; what it throws is ignored
   */
  public Workers(int concurrency, Executor threads, Executor spare, Consumer<Runnable> body) {
    this.concurrency = concurrency;
    this.threads = threads;
    this.spare = spare;
    this.body = body;
  }

  /**
   * Adds a task if there is a thread that runs it, now or in its turn.
   *
   * @return null, or what the executor threw; the task will not run then
   */
  public @Nullable Throwable offer(Runnable task) {
    try {
      queue.add(task);
    } catch (Throwable e) { // out of memory
      return e;
    }
    Throwable refusal = wake(threads);
    if (refusal == null || !queue.remove(task)) {
      return null;
    }
    if (!queue.isEmpty()) {
      rescue(); // what came meanwhile relied on the thread that was just refused
    }
    return refusal;
  }

  /** Adds a task that must come to its end, though the executor refuses. */
  public void add(Runnable task) {
    queue.add(task);
    if (wake(threads) != null) {
      rescue();
    }
  }

  /** If no thread is to be had at all, the next task that comes tries again. */
  private void rescue() {
    Throwable unused = wake(spare);
  }

  /**
   * Has one more thread work, if one may. One at a time: the thread that starts has the next one
   * start before it runs its first task, if there is more to do. So who fills the queue wakes one
   * thread, not one for each task, and short tasks are done by few threads.
   *
   * @return what the executor threw, if it refused and no thread works
   */
  private @Nullable Throwable wake(Executor executor) {
    if (running.get() >= concurrency || !starting.compareAndSet(false, true)) {
      return null;
    }
    if (!enter()) {
      starting.set(false);
      return null;
    }
    Worker worker = null;
    try {
      worker = new Worker();
      executor.execute(worker);
      return null;
    } catch (Throwable e) { // rejected, or no memory for one more thread
      if (worker != null && !worker.claim()) {
        return null;
      }
      starting.set(false);
      return running.decrementAndGet() > 0 ? null : e;
    }
  }

  /** One start of a thread. It is claimed once: by the thread, or by who takes it back. */
  private final class Worker extends AtomicBoolean implements Runnable {
    @Serial private static final long serialVersionUID = 1L;

    boolean claim() {
      return compareAndSet(false, true);
    }

    @Override
    public void run() {
      if (claim()) {
        work();
      }
    }
  }

  private void work() {
    Runnable first = queue.poll();
    starting.set(false);
    if (!queue.isEmpty()) {
      Throwable unused = wake(threads); // if refused, this thread does it all
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
      body.accept(task);
    } catch (Throwable e) {
      // Without memory not even a report can be relied on; a thread's place must not be lost by it.
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
