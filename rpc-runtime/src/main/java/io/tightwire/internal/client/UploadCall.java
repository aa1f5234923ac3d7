package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.wire.Outcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A call that sends items one by one and has one result, which threads may wait for and a future
 * gets. The result is decoded once, by the first thread that needs it. Thread-safe; what {@link
 * ClientCall} declares is confined to the loop thread.
 */
final class UploadCall<R extends @Nullable Object> extends ClientCall {

  private final ClientRuntime runtime;
  private final MethodDescriptor<R> method;
  private final HandSender<?> sender;
  private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
  private final CompletableFuture<R> future = new ScopedFuture<>(this);
  private final ReentrantLock decoding = new ReentrantLock();

  /** The result or what went wrong; null until a thread needs it. Written with the lock. */
  private volatile @Nullable Settled<R> settled;

  private record Settled<R extends @Nullable Object>(R value, @Nullable Throwable failure) {}

  UploadCall(ClientRuntime runtime, PreparedCall<R> prepared, HandSender<?> sender) {
    super(prepared);
    this.runtime = runtime;
    this.method = prepared.method();
    this.sender = sender;
    sender.attach(this, outcome::get, () -> "");
  }

  /** Makes the call. Called once, by the thread that created this. */
  void run() {
    var unused =
        future.whenComplete(
            (value, failure) -> {
              if (outcome.get() == null) {
                cancel("the caller cancelled");
              }
            });
    runtime.start(this);
  }

  CompletableFuture<R> future() {
    return future;
  }

  /** Cancels the call unless it has ended. */
  void cancel(String reason) {
    cancel(reason, null);
  }

  private void cancel(String reason, @Nullable Throwable cause) {
    RpcCancelledException cancelled =
        new RpcCancelledException(name() + " to " + runtime.target() + ": " + reason, cause, true);
    Outcome end = new LocalFailure(cancelled);
    if (outcome.compareAndSet(null, end)) {
      ended();
      runtime.cancel(this, reason, cancelled);
    }
  }

  /** Waits for the result. */
  R result() {
    return result(ChangeSignal.forever(), null);
  }

  /** Waits for the result, no longer than that. */
  R result(Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("The timeout must be greater than zero, not " + timeout);
    }
    return result(Times.nanos(timeout), timeout);
  }

  private R result(long nanos, @Nullable Duration timeout) {
    CallPreparer.requireMayWait(method);
    try {
      await(nanos);
    } catch (InterruptedException e) {
      cancel("the calling thread was interrupted", e);
      Thread.currentThread().interrupt();
    }
    Outcome end = outcome.get();
    if (end == null) {
      throw new RpcTimeoutException(
          name()
              + " to "
              + runtime.target()
              + " had no result within "
              + (timeout == null ? "any time" : Times.print(timeout))
              + "; the call goes on",
          null,
          true);
    }
    Settled<R> result = settle(end);
    if (result.failure != null) {
      throw unchecked(result.failure);
    }
    return result.value;
  }

  private void await(long nanos) throws InterruptedException {
    long left = nanos;
    while (left > 0) {
      int seen = sender.changes().count();
      if (outcome.get() != null) {
        return;
      }
      left = sender.changes().await(seen, left);
    }
  }

  /** What decoding throws is a failure of the call or an error. */
  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  @SuppressWarnings("NullAway") // there is no value then
  private Settled<R> settle(Outcome end) {
    decoding.lock();
    try {
      Settled<R> result = settled;
      if (result == null) {
        try {
          result = new Settled<>(runtime.value(this, method, end), null);
        } catch (Throwable e) {
          result = new Settled<>(null, e);
        }
        settled = result;
      }
      return result;
    } finally {
      decoding.unlock();
    }
  }

  /** Wakes the threads that wait, and completes the future on a callback thread. */
  private void ended() {
    sender.changes().signal();
    runtime.callBack(this::completeFuture);
  }

  private void completeFuture() {
    Outcome end = outcome.get();
    if (end != null) {
      Settled<R> result = settle(end);
      boolean unused =
          result.failure == null
              ? future.complete(result.value)
              : future.completeExceptionally(result.failure);
    }
  }

  @Override
  boolean isAbandoned() {
    return outcome.get() instanceof LocalFailure;
  }

  @Override
  boolean reportsEnd() {
    return true;
  }

  @Override
  void reportCancelled(RpcException why) {} // the thread that completes the future reports it

  @Override
  void onOutcome(Outcome end) {
    if (outcome.compareAndSet(null, end)) {
      ended();
    }
  }
}
