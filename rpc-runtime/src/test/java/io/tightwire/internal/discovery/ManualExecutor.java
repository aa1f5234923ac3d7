package io.tightwire.internal.discovery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An executor whose clock the test moves, and whose tasks the test's thread runs. */
final class ManualExecutor extends AbstractExecutorService implements ScheduledExecutorService {

  private final List<Timer> timers = new ArrayList<>();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private long now = -5; // times may be negative

  long now() {
    return now;
  }

  /** Runs what is due, in order, until the time has passed. */
  void advance(Duration time) {
    long end = now + time.toNanos();
    while (true) {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
      Timer next = timers.stream().min(Comparator.comparingLong(timer -> timer.due)).orElse(null);
      if (next == null || next.due > end) {
        now = end;
        return;
      }
      timers.remove(next);
      now = Math.max(now, next.due);
      next.run();
    }
  }

  int scheduled() {
    return timers.size();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    Timer timer = new Timer(task, now + unit.toNanos(delay));
    timers.add(timer);
    return timer;
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable t, long first, long next, TimeUnit u) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(Runnable t, long first, long next, TimeUnit u) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Runnable> shutdownNow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }

  private final class Timer extends FutureTask<Object> implements ScheduledFuture<Object> {
    final long due;

    Timer(Runnable task, long due) {
      super(task, "done");
      this.due = due;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      timers.remove(this);
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - now, TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
