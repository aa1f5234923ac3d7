package io.tightwire.internal.report;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The listeners of one call. The first end that is reported counts, and is told to each of them
 * once, the last interceptor's first. What they throw is logged and disturbs nothing. Safe for use
 * by many threads, once all are added.
 */
public final class Listeners {

  /** Tells on the thread that reports. */
  public static final Executor HERE = Runnable::run;

  private final String call;
  private final RateLimitedLog faults;
  private final long began = System.nanoTime();
  private final List<CallListener> listeners = new ArrayList<>(2);
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long items;

  /**
   * None yet.
   *
   * @param call for messages
   * @param faults is told of listeners that throw
   */
  public Listeners(String call, RateLimitedLog faults) {
    this.call = call;
    this.faults = faults;
  }

  /** One more. All are added by one thread, before any end is reported. */
  public void add(@Nullable CallListener listener) {
    listeners.add(
        Objects.requireNonNull(listener, "it returned null; CallListener.NONE listens to nothing"));
  }

  /** One more item of the stream is under way; by one thread at a time. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public void countItem() {
    items++;
  }

  /** How many items were counted. */
  public long items() {
    return items;
  }

  /**
   * The call ended; decided now, unless it was before, and told by {@code where}.
   *
   * @param failure null if it succeeded
   * @param count how many items the stream had
   */
  public void end(RpcStatus status, @Nullable Throwable failure, long count, Executor where) {
    if (!ended.getAndSet(true)) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
      CallEnd end = new CallEnd(status, failure, elapsed, count);
      where.execute(() -> tell(end));
    }
  }

  /** The call failed, or was called off. */
  public void end(RpcException failure, Executor where) {
    end(failure.status(), failure, items, where);
  }

  private void tell(CallEnd end) {
    for (int i = listeners.size() - 1; i >= 0; i--) {
      CallListener listener = listeners.get(i);
      try {
        listener.onEnd(end);
      } catch (Throwable e) {
        fault(listener, e);
      }
    }
  }

  /** Runs a part of the call's code inside the scopes of all. */
  public void around(Runnable part) {
    List<CallListener.Scope> scopes = new ArrayList<>(listeners.size());
    for (CallListener listener : listeners) {
      try {
        scopes.add(Objects.requireNonNull(listener.enter(), "enter() returned null"));
      } catch (Throwable e) {
        scopes.add(CallListener.Scope.NONE);
        fault(listener, e);
      }
    }
    try {
      part.run();
    } finally {
      for (int i = scopes.size() - 1; i >= 0; i--) {
        try {
          scopes.get(i).close();
        } catch (Throwable e) {
          fault(listeners.get(i), e);
        }
      }
    }
  }

  private void fault(CallListener listener, Throwable thrown) {
    faults.log(
        () -> "A listener of " + call + " threw, " + listener.getClass().getName() + "; ignored",
        thrown);
  }
}
