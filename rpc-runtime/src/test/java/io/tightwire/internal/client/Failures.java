package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Assertions about calls that failed. */
final class Failures {

  private Failures() {}

  static RpcException failureOf(CompletableFuture<?> future) {
    assertThat(future).isDone();
    try {
      Object value = future.join();
      throw new AssertionError("It did not fail, but returned " + value);
    } catch (CompletionException e) {
      if (e.getCause() instanceof RpcException failure) {
        return failure;
      }
      throw e;
    }
  }

  static void assertFailed(
      CompletableFuture<?> future,
      Class<? extends RpcException> type,
      boolean mayHaveExecuted,
      String... texts) {
    RpcException failure = failureOf(future);
    assertThat(failure).isInstanceOf(type).hasMessageContainingAll(texts);
    assertThat(failure.mayHaveExecuted()).isEqualTo(mayHaveExecuted);
  }
}
