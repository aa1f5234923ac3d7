package io.tightwire.internal.discovery;

import io.tightwire.discovery.DiscoveryContext;
import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.flow.Workers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of all resolvers and registrars of the process: one that waits for timers, and others
 * that execute what is due, so that a look-up that blocks delays no other. They are daemons, start
 * when there is something to do, and end when there was nothing for some seconds. They have no
 * context class loader, since they may outlive the application that started them. Thread-safe.
 */
final class DiscoveryThreads implements DiscoveryContext {

  /** The most tasks that run at the same time; others wait for their turn. */
  static final int MAX_THREADS = 32;

  /** The threads of this process, or of the class loader of this class. */
  static final DiscoveryContext PROCESS = new DiscoveryThreads(TimeUnit.SECONDS.toNanos(5));

  private final Timers timers;

  /**
   * Creates threads, none of which is started yet.
   *
   * @param idleNanos how long a thread waits for another task before it ends
   */
  DiscoveryThreads(long idleNanos) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            idleNanos,
            TimeUnit.NANOSECONDS,
            new SynchronousQueue<>(),
            numbered("tightwire-discovery-"));
    timers = new Timers(new Workers(MAX_THREADS, threads, threads, Runnable::run), idleNanos);
  }

  private static ThreadFactory numbered(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return body -> Threads.ofProcess(prefix + count.incrementAndGet(), body);
  }

  @Override
  public ScheduledExecutorService executor() {
    return timers;
  }

  /** The thread of timers, which hands what is due to the workers. */
  private static final class Timers extends ScheduledThreadPoolExecutor {

    private final Workers workers;

    Timers(Workers workers, long idleNanos) {
      super(1, body -> Threads.ofProcess("tightwire-discovery-timer", body));
      this.workers = workers;
      setKeepAliveTime(idleNanos, TimeUnit.NANOSECONDS);
      allowCoreThreadTimeOut(true);
    }

    @Override
    protected <V> RunnableScheduledFuture<V> decorateTask(
        Runnable body, RunnableScheduledFuture<V> task) {
      return new Timer<>(task, this);
    }

    @Override
    protected <V> RunnableScheduledFuture<V> decorateTask(
        Callable<V> body, RunnableScheduledFuture<V> task) {
      return new Timer<>(task, this);
    }

    void onDue(Runnable task) {
      Throwable refusal = workers.offer(task);
      if (refusal != null) { // no memory for a thread: late is better than never
        task.run();
      }
    }

    @Override
    public void shutdown() {
      throw new UnsupportedOperationException("All clients and servers of the process share it");
    }

    @Override
    public List<Runnable> shutdownNow() {
      throw new UnsupportedOperationException("All clients and servers of the process share it");
    }
  }

  /** A task that the timer's thread does not execute, but hands over. */
  private static final class Timer<V> implements RunnableScheduledFuture<V> {

    private final RunnableScheduledFuture<V> task;
    private final Timers timers;

    Timer(RunnableScheduledFuture<V> task, Timers timers) {
      this.task = task;
      this.timers = timers;
    }

    @Override
    public void run() {
      timers.onDue(task);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = task.cancel(mayInterruptIfRunning);
      if (cancelled) {
        timers.remove(this);
      }
      return cancelled;
    }

    @Override
    public boolean isPeriodic() {
      return task.isPeriodic();
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return task.getDelay(unit);
    }

    @Override
    public int compareTo(Delayed other) {
      return task.compareTo(other);
    }

    @Override
    public boolean isCancelled() {
      return task.isCancelled();
    }

    @Override
    public boolean isDone() {
      return task.isDone();
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
      return task.get();
    }

    @Override
    public V get(long timeout, TimeUnit unit)
        throws InterruptedException, ExecutionException, TimeoutException {
      return task.get(timeout, unit);
    }
  }
}
