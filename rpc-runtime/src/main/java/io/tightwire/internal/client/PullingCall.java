package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcStreamingException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.wire.Outcome;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A call whose caller waits for it and meanwhile pulls the stream that it sends. It can't leave
 * while the stream's own code runs. Confined as {@link ClientCall} is; {@link #run} is called by
 * the thread that created this.
 */
final class PullingCall<T extends @Nullable Object> extends ClientCall {

  private final ClientRuntime runtime;
  private final MethodDescriptor<T> method;
  private final InputSender input;
  private final CallerTurns turns;
  private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();

  PullingCall(
      ClientRuntime runtime, PreparedCall<T> prepared, InputSender input, CallerTurns turns) {
    super(prepared);
    this.runtime = runtime;
    this.method = prepared.method();
    this.input = input;
    this.turns = turns;
  }

  /** Makes the call and returns its result. Called once. */
  T run() {
    try {
      runtime.startOrWait(this);
      turns.runUntil(() -> outcome.get() != null);
      if (outcome.get() == null) {
        cancelInterrupted(); // leaves the thread interrupted
      }
    } finally {
      input.release();
      turns.leave();
    }
    try {
      return runtime.value(this, method, Objects.requireNonNull(outcome.get()));
    } catch (RpcStreamingException e) {
      throw unwrapped(e);
    }
  }

  /** The stream's own code ran on this thread: what it threw comes out as it would anywhere. */
  private RuntimeException unwrapped(RpcStreamingException failed) {
    Throwable thrown = failed.getCause();
    if (thrown != null && thrown == input.failure()) {
      if (thrown instanceof RuntimeException unchecked) {
        return unchecked;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
    }
    return failed;
  }

  private void cancelInterrupted() {
    String reason = "the calling thread was interrupted";
    RpcCancelledException cancelled =
        new RpcCancelledException(
            name() + " to " + runtime.target() + ": " + reason, new InterruptedException(), true);
    if (outcome.compareAndSet(null, new LocalFailure(cancelled))) {
      runtime.cancel(this, reason, cancelled);
    }
  }

  @Override
  boolean reportsEnd() {
    return true;
  }

  @Override
  void reportCancelled(RpcException why) {} // the caller's thread reports what it throws

  @Override
  boolean isAbandoned() {
    return outcome.get() != null;
  }

  @Override
  void onOutcome(Outcome end) {
    if (outcome.compareAndSet(null, end)) {
      turns.wake();
    }
  }
}
