package io.tightwire.internal.discovery;

import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.flow.Times;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's watch of a {@link PollingResolver}. Has one look-up at a time, so that the listener
 * is told everything in order. Thread-safe.
 */
final class PolledWatch implements Resolver.Watch {

  private final PollingResolver.LookUp lookUp;
  private final PollInterval interval;
  private final Resolver.Listener listener;
  private final ScheduledExecutorService executor;
  private final LongSupplier clock;
  private final DoubleSupplier random;

  private boolean closed;
  private boolean running;

  /** A refresh was asked for while a look-up was running, which may have missed what is new. */
  private boolean again;

  private long started;
  private long due;
  private @Nullable Future<?> next;

  // What the listener was told last. Only the look-up that runs uses it.
  private @Nullable List<ServerAddress> told;
  private @Nullable String toldFailure;

  PolledWatch(
      PollingResolver.LookUp lookUp,
      PollInterval interval,
      Resolver.Listener listener,
      ScheduledExecutorService executor,
      LongSupplier clock,
      DoubleSupplier random) {
    this.lookUp = lookUp;
    this.interval = interval;
    this.listener = listener;
    this.executor = executor;
    this.clock = clock;
    this.random = random;
  }

  /** Starts the first look-up. */
  synchronized void start() {
    long now = clock.getAsLong();
    started = now - Times.nanos(interval.shortest());
    schedule(now, now);
  }

  private void schedule(long time, long now) {
    due = time;
    next = executor.schedule(this::run, Math.max(0, time - now), TimeUnit.NANOSECONDS);
  }

  @Override
  public synchronized void refresh() {
    if (closed) {
      return;
    }
    if (running) {
      again = true;
      return;
    }
    long now = clock.getAsLong();
    long soonest = soonest();
    if (due - soonest > 0 && due - now > 0) {
      cancelNext();
      schedule(soonest, now);
    }
  }

  private long soonest() {
    return started + Times.nanos(interval.shortest());
  }

  private void run() {
    if (!begin()) {
      return;
    }
    try {
      tell();
    } finally {
      end();
    }
  }

  private synchronized boolean begin() {
    if (closed || running) {
      return false;
    }
    running = true;
    started = clock.getAsLong();
    return true;
  }

  private void tell() {
    List<ServerAddress> found;
    try {
      found = List.copyOf(lookUp.addresses());
    } catch (Exception e) {
      tellFailure(e);
      return;
    } catch (Throwable t) { // no memory, or a class that is missing: the next look-up may work
      tellFailure(new IllegalStateException("The look-up of servers failed: " + t, t));
      return;
    }
    if (!isClosed() && (toldFailure != null || !found.equals(told))) {
      told = found;
      toldFailure = null;
      listener.servers(found);
    }
  }

  private void tellFailure(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (!isClosed() && !Objects.equals(message, toldFailure)) {
      toldFailure = message;
      listener.failed(e);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void end() {
    running = false;
    if (closed) {
      return;
    }
    long now = clock.getAsLong();
    long soon = again ? soonest() : now + interval.next(random);
    again = false;
    schedule(soon, now);
  }

  private void cancelNext() {
    Future<?> scheduled = next;
    if (scheduled != null) {
      scheduled.cancel(false);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    cancelNext();
  }
}
