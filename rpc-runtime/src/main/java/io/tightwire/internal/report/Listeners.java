package io.tightwire.internal.report;

import io.tightwire.Attempt;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
    Objects.requireNonNull(listener, "it returned null; CallListener.NONE listens to nothing");
    if (listener != CallListener.NONE) {
      listeners.add(listener);
    }
  }

  /** Returns whether none listens. */
  public boolean isEmpty() {
    return listeners.isEmpty();
  }

  /** Returns the time since the first interceptor was asked. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
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
    Duration elapsed = elapsed();
    return failure == null ? CallEnd.succeeded(elapsed) : CallEnd.failed(status, failure, elapsed);
  }

  /**
   * Reports the end of the call, unless one was reported before.
   *
   * @param where tells the listeners
   */
  public void end(CallEnd end, Executor where) {
    end(end, List.of(), where);
  }

  /**
   * Reports the end of the call, unless one was reported before.
   *
   * @param attempts the attempts after the first one
   * @param where tells the listeners
   */
  public void end(CallEnd end, List<Attempt> attempts, Executor where) {
    if (!ended.getAndSet(true)) {
      where.execute(() -> tell(end, attempts));
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

  private void tell(CallEnd end, List<Attempt> attempts) {
    for (int i = listeners.size() - 1; i >= 0; i--) {
      CallListener listener = listeners.get(i);
      for (Attempt attempt : attempts) {
        try {
          listener.onAttempt(attempt);
        } catch (Throwable e) {
          fault(listener, e);
        }
      }
      try {
        listener.onEnd(end);
      } catch (Throwable e) {
        fault(listener, e);
      }
    }
  }

  /** Runs a part of the call's code inside the scopes of all listeners. */
  public void around(Runnable part) {
    CallListener.Scope scope = enter();
    try {
      part.run();
    } finally {
      scope.close();
    }
  }

  /**
   * Enters the scopes of all listeners, in their order. What they throw is logged and ignored.
   *
   * @return to be closed by this thread, which throws nothing; {@link CallListener.Scope#NONE},
   *     without anything allocated, if no listener has a scope
   */
  public CallListener.Scope enter() {
    EnteredScopes entered = null;
    for (int i = 0; i < listeners.size(); i++) {
      CallListener.Scope scope = enter(listeners.get(i));
      if (scope != CallListener.Scope.NONE) {
        entered = entered == null ? new EnteredScopes() : entered;
        entered.scopes.set(i, scope);
      }
    }
    return entered == null ? CallListener.Scope.NONE : entered;
  }

  private CallListener.Scope enter(CallListener listener) {
    try {
      return Objects.requireNonNull(listener.enter(), "enter() returned null");
    } catch (Throwable e) {
      fault(listener, e);
      return CallListener.Scope.NONE;
    }
  }

  /** The scopes of the listeners, in their order. */
  private final class EnteredScopes implements CallListener.Scope {

    private final List<CallListener.Scope> scopes =
        new ArrayList<>(Collections.nCopies(listeners.size(), CallListener.Scope.NONE));

    /** Leaves them, the one that was entered last first. */
    @Override
    public void close() {
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
