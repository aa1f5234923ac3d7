package io.tightwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Arguments whose code throws an error while they are encoded. */
@Timeout(120)
class UnencodableTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final MethodDescriptor<Integer> UNARY =
      MethodDescriptor.unary("a.Test", "get", 1, Codecs.INT);
  private static final MethodDescriptor<Integer> STREAM =
      MethodDescriptor.streaming("a.Test", "count", 1, Codecs.INT);

  private static RpcRequest<Integer> request(MethodDescriptor<Integer> method, Error error) {
    return RpcRequest.of(
        method,
        out -> {
          throw error;
        });
  }

  private static void assertTold(@Nullable Throwable failure, Error error) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            RpcProtocolException.class,
            told -> {
              assertThat(told.status()).isEqualTo(RpcStatus.INTERNAL);
              assertThat(told.mayHaveExecuted()).isFalse();
            })
        .hasMessageContaining(error.getClass().getName())
        .hasCause(error);
  }

  @Test
  void errorsAreReportedInTheWayOfEachMode() {
    for (Error error : new Error[] {new AssertionError(), new StackOverflowError()}) {
      try (RpcClient client = RpcClient.connect("inproc://no-server")) {
        assertThatThrownBy(() -> client.call(request(UNARY, error)))
            .satisfies(failure -> assertTold(failure, error));
        assertThatThrownBy(() -> client.callOneWay(request(UNARY, error)))
            .satisfies(failure -> assertTold(failure, error));
        assertThatThrownBy(() -> client.stream(request(STREAM, error)))
            .satisfies(failure -> assertTold(failure, error));
        assertThat(client.callAsync(request(UNARY, error)))
            .failsWithin(LONG)
            .withThrowableOfType(ExecutionException.class)
            .satisfies(failure -> assertTold(failure.getCause(), error));
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        client.subscribe(
            request(STREAM, error),
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {}

              @Override
              public void onNext(Integer item) {}

              @Override
              public void onError(Throwable failure) {
                told.complete(failure);
              }

              @Override
              public void onComplete() {}
            });
        assertThat(told).succeedsWithin(LONG).satisfies(failure -> assertTold(failure, error));
      }
    }
  }
}
