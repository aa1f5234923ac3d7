package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.generated.MethodDescriptor;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A call whose caller waits for it. The caller sleeps until the loop has an outcome, which it has
 * by the deadline at the latest, and decodes it itself.
 */
public final class BlockingCall<T extends @Nullable Object> extends ClientCall {

  private final ClientRuntime runtime;
  private final MethodDescriptor<T> method;
  private final Thread waiter = Thread.currentThread();
  private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();

  public BlockingCall(ClientRuntime runtime, PreparedCall<T> prepared) {
    super(prepared);
    this.runtime = runtime;
    this.method = prepared.method();
  }

  /** Makes the call. Called once, by the thread that created this. */
  public T run() {
    runtime.startPatiently(this);
    runtime.await(this::isAbandoned, this);
    if (outcome.get() == null) {
      giveUp(); // leaves the thread interrupted
    }
    return runtime.value(method, Objects.requireNonNull(outcome.get()), intercepted());
  }

  private void giveUp() {
    String reason = "the calling thread was interrupted";
    RpcCancelledException cancelled =
        new RpcCancelledException(
            name() + " to " + runtime.endpoint() + ": " + reason, new InterruptedException(), true);
    if (outcome.compareAndSet(null, new Outcome.Failed(cancelled))) {
      runtime.cancel(this, reason, cancelled);
    }
  }

  @Override
  boolean isDecodedAtOnce() {
    return true;
  }

  @Override
  void givenUp(RpcException why) {} // the caller's thread tells what it throws

  @Override
  boolean isAbandoned() {
    return outcome.get() != null;
  }

  @Override
  void onOutcome(Outcome end) {
    if (outcome.compareAndSet(null, end)) {
      LockSupport.unpark(waiter);
    }
  }
}
