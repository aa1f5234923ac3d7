package io.tightwire.benchmarks.peers;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.tightwire.benchmarks.proto.Value;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends the longs from 0 while the call is ready for more (backpressure), and adds up the values
 * that the server sends, which it asks for in batches. Called by one thread at a time.
 */
final class GrpcSender implements ClientResponseObserver<Value, Value> {
  private final int count;
  private final CompletableFuture<Long> end = new CompletableFuture<>();
  private final Demand demand = new Demand();
  private @Nullable ClientCallStreamObserver<Value> call;
  private int next;
  private long sum;

  /**
   * @param count the number of longs
   */
  GrpcSender(int count) {
    this.count = count;
  }

  /** Waits for the end of the call, and returns the sum of the values that were received. */
  long await() throws Exception {
    return end.get();
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Value> begun) {
    call = begun;
    begun.disableAutoRequestWithInitial(demand.more());
    begun.setOnReadyHandler(() -> send(begun));
  }

  private void send(ClientCallStreamObserver<Value> to) {
    while (next < count && to.isReady()) {
      to.onNext(Value.newBuilder().setValue(next).build());
      if (++next == count) {
        to.onCompleted();
      }
    }
  }

  @Override
  public void onNext(Value value) {
    sum += value.getValue();
    demand.received();
    if (demand.isLow()) {
      Objects.requireNonNull(call, "begun").request(demand.more());
    }
  }

  @Override
  public void onError(Throwable error) {
    end.completeExceptionally(error);
  }

  @Override
  public void onCompleted() {
    end.complete(sum);
  }
}
