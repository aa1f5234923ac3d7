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
 * The listeners of one call. The first end that is reported counts, and each of them is told once,
 * the last interceptor's first. What they throw is logged and ignored. Thread-safe once all are
 * added.
 */
public final class Listeners {

  /** Tells the listeners on the thread that reports. */
  public static final Executor HERE = Runnable::run;

  private final String call;
  private final RateLimitedLog faults;
  private final long began = System.nanoTime();
  private final List<CallListener> listeners = new ArrayList<>(2);
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long sent;
  private volatile long received;

  /**
   * Creates an empty list.
   *
   * @param call the method's name, for messages
   * @param faults logs listeners that throw
   */
  public Listeners(String call, RateLimitedLog faults) {
    this.call = call;
    this.faults = faults;
  }

  /** Adds a listener. All are added by one thread, before any end is reported. */
  public void add(@Nullable CallListener listener) {
    listeners.add(
        Objects.requireNonNull(listener, "it returned null; CallListener.NONE listens to nothing"));
  }

  /** Counts an item that this side sent. Called by one thread at a time. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public void countSent() {
    sent++;
  }

  /** Counts an item that this side received. Called by one thread at a time. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  public void countReceived() {
    received++;
  }

  /**
   * Describes an end of the call now.
   *
   * @param failure null if the call succeeded
   */
  public CallEnd describe(RpcStatus status, @Nullable Throwable failure) {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - began);
    return failure == null ? CallEnd.succeeded(elapsed) : CallEnd.failed(status, failure, elapsed);
  }

  /**
   * Reports the end of the call, unless one was reported before.
   *
   * @param where tells the listeners
   */
  public void end(CallEnd end, Executor where) {
    if (!ended.getAndSet(true)) {
      where.execute(() -> tell(end));
    }
  }

  /**
   * Reports the end of the call, with the items that were counted, unless one was reported before.
   *
   * @param failure null if the call succeeded
   * @param where tells the listeners
   */
  public void end(RpcStatus status, @Nullable Throwable failure, Executor where) {
    end(describe(status, failure).withItems(sent, received), where);
  }

  /** Reports that the call failed or was cancelled. */
  public void end(RpcException failure, Executor where) {
    end(failure.status(), failure, where);
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

  /** Runs a part of the call's code inside the scopes of all listeners. */
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
