package io.tightwire.internal.lifecycle;

import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.server.ServiceHealth;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the health checks of a server each second, each on a thread of its own, since they may
 * block. A check that does not return in time fails, and is not run again before it returns. A
 * check fails until it has passed for the first time.
 *
 * <p>Thread-safe.
 */
final class ServerHealthChecks {

  static final Duration INTERVAL = Duration.ofSeconds(1);
  static final Duration TIME_LIMIT = Duration.ofSeconds(5);

  private final List<Check> checks = new ArrayList<>();
  private final ServiceHealth health;
  private final Executor runner;
  private final LongSupplier clock;
  private @Nullable ScheduledExecutorService timer;
  private boolean closed;

  ServerHealthChecks(
      Map<String, BooleanSupplier> checks,
      ServiceHealth health,
      Executor runner,
      LongSupplier clock) {
    checks.forEach((name, passes) -> this.checks.add(new Check(name, passes)));
    this.health = health;
    this.runner = runner;
    this.clock = clock;
    publish();
  }

  /** Starts to run the checks, if there are any. */
  synchronized void start() {
    if (!checks.isEmpty() && !closed) {
      timer = Threads.timer("tightwire-health");
      var unused =
          timer.scheduleWithFixedDelay(this::tick, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Runs the checks that do not run, and fails those that run for too long. */
  void tick() {
    checks.forEach(Check::tick);
    publish();
  }

  private synchronized void publish() {
    if (!closed) {
      List<String> failing = new ArrayList<>();
      for (Check check : checks) {
        if (check.isFailing()) {
          failing.add(check.name);
        }
      }
      health.setFailingChecks(failing);
    }
  }

  /** Runs no check any more, and interrupts those that run. */
  synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.shutdownNow();
    }
    checks.forEach(Check::interrupt);
  }

  /** One check. Thread-safe. */
  private final class Check implements Runnable {

    private final String name;
    private final BooleanSupplier passes;

    /** Why it fails; null if it passes. */
    private @Nullable String failure = "it has not passed yet";

    private boolean running;
    private long startedAt;

    /** What runs it. */
    private @Nullable Thread thread;

    Check(String name, BooleanSupplier passes) {
      this.name = name;
      this.passes = passes;
    }

    synchronized boolean isFailing() {
      return failure != null;
    }

    synchronized void tick() {
      if (running) {
        if (isOverdue()) {
          record("it has not returned within " + TIME_LIMIT.toSeconds() + " s");
        }
        return;
      }
      running = true;
      startedAt = clock.getAsLong();
      try {
        runner.execute(this);
      } catch (Throwable e) { // no thread
        running = false;
        record("it could not be run: " + ThrowableText.text(e));
      }
    }

    private boolean isOverdue() {
      return clock.getAsLong() - startedAt > TIME_LIMIT.toNanos();
    }

    @Override
    public void run() {
      synchronized (this) {
        thread = Thread.currentThread();
      }
      String found;
      try {
        found = passes.getAsBoolean() ? null : "it returned false";
      } catch (Throwable e) {
        found = "it threw " + ThrowableText.text(e);
      }
      synchronized (this) {
        thread = null;
        boolean unused = Thread.interrupted(); // the thread may run other tasks
        running = false;
        record(
            found == null && isOverdue()
                ? "it took longer than " + TIME_LIMIT.toSeconds() + " s"
                : found);
      }
      publish();
    }

    private void record(@Nullable String found) {
      if ((found == null) != (failure == null)) {
        System.getLogger("io.tightwire.server")
            .log(
                found == null ? Level.INFO : Level.WARNING,
                () ->
                    "Health check \""
                        + name
                        + (found == null ? "\" passes" : "\" fails: " + found));
      }
      failure = found;
    }

    synchronized void interrupt() {
      if (thread != null) {
        thread.interrupt();
      }
    }
  }
}
