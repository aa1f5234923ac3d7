package io.tightwire.internal.client;

import io.tightwire.CallListener;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call. It is completed inside the scopes of the call's listeners, whoever
 * completes it: the stages that depend on it run meanwhile. Thread-safe.
 */
final class ScopedFuture<T extends @Nullable Object> extends CompletableFuture<T> {

  private final ClientCall call;

  ScopedFuture(ClientCall call) {
    this.call = call;
  }

  @Override
  public boolean complete(T value) {
    CallListener.Scope scope = call.enter();
    try {
      return super.complete(value);
    } finally {
      scope.close();
    }
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    CallListener.Scope scope = call.enter();
    try {
      return super.completeExceptionally(failure);
    } finally {
      scope.close();
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    CallListener.Scope scope = call.enter();
    try {
      return super.cancel(mayInterruptIfRunning);
    } finally {
      scope.close();
    }
  }
}
