package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.StackProbe;
import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.flow.Waiter;
import io.tightwire.internal.wire.Outcome;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A call whose caller waits for it. The caller waits until the loop has an outcome, by the deadline
 * at the latest, and decodes it. Confined as {@link ClientCall} is; {@link #run} is called by the
 * thread that created this.
 */
public class BlockingCall<T extends @Nullable Object> extends ClientCall implements Waiter {

  private final ClientRuntime runtime;
  private final MethodDescriptor<T> method;
  private final Thread waiter = Thread.currentThread();

  /**
   * Whether its thread may run the loop. A virtual thread would hold its carrier while it waits in
   * a selector; one without stack left would break the loop for all.
   */
  private final boolean attended = !Threads.isVirtual(waiter) && StackProbe.hasRoom();

  /** How it ended; set once, by {@link #tryEnd}. */
  private volatile @Nullable Outcome outcome;

  private volatile boolean parked;

  public BlockingCall(ClientRuntime runtime, PreparedCall<T> prepared) {
    super(prepared);
    this.runtime = runtime;
    this.method = prepared.method();
  }

  /** Makes the call and returns its result. Called once. */
  public final T run() {
    runtime.startOrWait(this);
    runtime.await(this);
    if (outcome == null) {
      cancelInterrupted(); // leaves the thread interrupted
    }
    return result();
  }

  /** Returns the result, or throws what went wrong, when there is an outcome. */
  T result() {
    return runtime.value(this, method, Objects.requireNonNull(outcome));
  }

  private void cancelInterrupted() {
    String reason = "the calling thread was interrupted";
    RpcCancelledException cancelled =
        new RpcCancelledException(
            name() + " to " + runtime.target() + ": " + reason, new InterruptedException(), true);
    if (tryEnd(new LocalFailure(cancelled))) {
      runtime.cancel(this, reason, cancelled);
    }
  }

  @Override
  final boolean isAttended() {
    return attended;
  }

  @Override
  final boolean reportsEnd() {
    return true;
  }

  @Override
  final void reportCancelled(RpcException why) {} // the caller's thread reports what it throws

  @Override
  final boolean isAbandoned() {
    return isDone();
  }

  @Override
  public final boolean isDone() {
    return outcome != null;
  }

  @Override
  public final void setParked(boolean now) {
    parked = now;
  }

  @Override
  final void onOutcome(Outcome end) {
    if (tryEnd(end) && parked) {
      LockSupport.unpark(waiter);
    }
  }

  /** Ends it, unless it has ended. An atomic reference would be one more object. */
  private synchronized boolean tryEnd(Outcome end) {
    if (outcome != null) {
      return false;
    }
    outcome = end;
    return true;
  }
}
