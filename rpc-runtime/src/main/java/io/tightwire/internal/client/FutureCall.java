package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.wire.Outcome;
import java.io.Serial;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call whose result completes a future. If the user completes or cancels that future, the call is
 * cancelled. Confined as {@link ClientCall} is; the future is thread-safe.
 */
public class FutureCall<T extends @Nullable Object> extends ClientCall {

  private final ClientRuntime runtime;
  private final MethodDescriptor<T> method;
  private final CompletableFuture<T> future;
  private volatile boolean ended;

  public FutureCall(ClientRuntime runtime, PreparedCall<T> prepared) {
    super(prepared);
    this.runtime = runtime;
    this.method = prepared.method();
    this.future = intercepted() == null ? new CompletableFuture<>() : new ScopedFuture<>(this);
  }

  /** Makes the call and returns its future. Called once, by the thread that created this. */
  public final CompletableFuture<T> run() {
    var unused =
        future.whenComplete(
            (value, failure) -> {
              if (!ended) {
                runtime.cancel(this, "the caller cancelled");
              }
            });
    runtime.start(this);
    return future;
  }

  @Override
  final boolean isAbandoned() {
    return future.isDone();
  }

  @Override
  final void onOutcome(Outcome end) {
    ended = true;
    if (!future.isDone() || intercepted() != null) {
      runtime.callBack(new Completion(end));
    }
  }

  @Override
  final boolean reportsEnd() {
    return true;
  }

  private final class Completion extends Callback {
    @Serial private static final long serialVersionUID = 1L;
    private final transient Outcome end;

    Completion(Outcome end) {
      this.end = end;
    }

    @Override
    void call() {
      completeFuture(end);
    }
  }

  private void completeFuture(Outcome end) {
    InterceptedCall intercepted = intercepted();
    if (intercepted != null && future.isDone()) {
      String why = name() + " to " + runtime.target() + ": the caller cancelled";
      intercepted.failed(this, new RpcCancelledException(why, null, true));
      return;
    }
    try {
      future.complete(runtime.value(this, method, end));
    } catch (Throwable e) {
      future.completeExceptionally(e);
    }
  }
}
