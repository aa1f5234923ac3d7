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
 * Runs tasks in the order in which they were added, a limited number at a time, on threads of an
 * executor. A thread that has finished a task takes the next one without going back to the
 * executor. Lanes of handlers and the callbacks of clients use it.
 *
 * <h2>Waking threads</h2>
 *
 * <p>A task is added to the queue first, and then a thread is woken for it ({@link #wake}), unless
 * {@code concurrency} threads run. Only one thread starts at a time ({@code starting}): before its
 * first task it starts the next one, if there is more to do. So a caller that fills the queue wakes
 * one thread and not one for each task, short tasks are done by few threads, and a task that blocks
 * holds up no other. A thread that has run out of tasks may {@link Linger}: for those that add a
 * task, it is the one that starts.
 *
 * <h2>No task is forgotten</h2>
 *
 * <p>A thread that finds the queue empty first stops counting as running and then looks again. A
 * task that was added before that is seen by this second look; one that is added later finds fewer
 * threads running, and wakes one. Relying on a thread that starts is safe too: it takes a task, or
 * looks again after it has given up. JCStress checks it (LaneRaces, WorkersRaces).
 *
 * <h2>Refusals</h2>
 *
 * <p>If an executor throws, that is a refusal, unless it has begun to run what it was given. Some
 * executors have queued a task by the time that they fail to start a thread for it. So each start
 * is claimed once, by the thread or by the caller that takes it back: a refused thread that starts
 * nevertheless does nothing. Tasks that were added while another one's thread was refused had
 * relied on that thread, and are run by the spare executor.
 *
 * <p>Thread-safe.
 */
public final class Workers {

  private final int concurrency;
  private final Executor threads;
  private final Executor spare;
  private final Consumer<Runnable> body;
  private final Linger linger;

  private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean starting = new AtomicBoolean();

  /**
   * Creates workers without tasks.
   *
   * @param concurrency how many tasks run at a time
   * @param spare runs tasks that were {@linkplain #add added} and that {@code threads} refuses
   * @param body runs a task; what it throws is ignored
   */
  public Workers(int concurrency, Executor threads, Executor spare, Consumer<Runnable> body) {
    this(concurrency, threads, spare, body, new Linger());
  }

  /** Creates workers that linger in another way; for tests. */
  Workers(
      int concurrency, Executor threads, Executor spare, Consumer<Runnable> body, Linger linger) {
    this.concurrency = concurrency;
    this.threads = threads;
    this.spare = spare;
    this.body = body;
    this.linger = linger;
  }

  /**
   * Adds a task, unless there is no thread that will run it.
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
    if (refusal == null) {
      return null;
    }
    boolean refused = queue.remove(task); // or another thread has taken it
    if (!queue.isEmpty()) {
      wakeSpare(); // tasks that came meanwhile relied on the thread that was just refused
    }
    return refused ? refusal : null;
  }

  /** Adds a task that must run, also if the executor refuses. */
  public void add(Runnable task) {
    queue.add(task);
    if (wake(threads) != null) {
      wakeSpare();
    }
  }

  /** Returns how many threads run tasks, or are about to. */
  public int running() {
    return running.get();
  }

  /** Takes a place for a task that the caller runs itself, unless others are to go first. */
  public boolean tryEnter() {
    return queue.isEmpty() && enter();
  }

  /** Releases a place that was taken by {@link #tryEnter()}. */
  public void leave() {
    running.decrementAndGet();
    if (!queue.isEmpty() && wake(threads) != null) {
      wakeSpare();
    }
  }

  /** Wakes a spare thread. If there is none either, the next task that comes tries again. */
  private void wakeSpare() {
    Throwable unused = wake(spare);
  }

  /**
   * Starts another thread, if one may start.
   *
   * @return what the executor threw, if it refused and no thread is running
   */
  private @Nullable Throwable wake(Executor executor) {
    if (!tryStart()) {
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

  /** One start of a thread, which is claimed once: by the thread, or by the caller. */
  private final class Worker extends AtomicBoolean implements Runnable {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Thread starter = Thread.currentThread();

    boolean claim() {
      return compareAndSet(false, true);
    }

    @Override
    public void run() {
      if (claim()) {
        work(Thread.currentThread() != starter);
      }
    }
  }

  /**
   * Runs tasks, on a thread that has started and taken a place.
   *
   * @param lingers whether it is not the thread that has added the task
   */
  private void work(boolean lingers) {
    long started = linger.beginTasks();
    do {
      Runnable first = queue.poll();
      starting.set(false);
      if (!queue.isEmpty()) {
        Throwable unused = wake(threads); // if refused, this thread does it all
      }
      run(first);
      for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
        run(task);
      }
      running.decrementAndGet();
    } while (startsAgain(lingers, started));
  }

  /** Looks for tasks that were added since the last poll; those saw this thread as running. */
  private boolean startsAgain(boolean lingers, long started) {
    if (linger.endTasks(started) && lingers && starting.compareAndSet(false, true)) {
      linger.await(queue);
      if (!queue.isEmpty() && enter()) {
        long unused = linger.beginTasks();
        return true;
      }
      starting.set(false);
    }
    return !queue.isEmpty() && tryStart();
  }

  private void run(@Nullable Runnable task) {
    if (task == null) {
      return; // another thread was faster
    }
    try {
      body.accept(task);
    } catch (Throwable e) {
      // Without memory even a report may fail. The thread's place must not be lost by that.
    }
  }

  /** Takes a place for a thread that is to start, unless another one starts. */
  private boolean tryStart() {
    while (running.get() < concurrency && starting.compareAndSet(false, true)) {
      if (enter()) {
        return true;
      }
      starting.set(false);
      // A thread that left its place meanwhile relied on this one: look again.
    }
    return false;
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
