package io.tightwire.benchmarks.peers;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.tightwire.benchmarks.messages.OrderMessages;
import io.tightwire.benchmarks.proto.AddReply;
import io.tightwire.benchmarks.proto.AddRequest;
import io.tightwire.benchmarks.proto.Blob;
import io.tightwire.benchmarks.proto.CalcGrpc;
import io.tightwire.benchmarks.proto.Count;
import io.tightwire.benchmarks.proto.Nothing;
import io.tightwire.benchmarks.proto.Value;
import io.tightwire.benchmarks.work.Peer;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Calls through generated stubs. A stream is read through the blocking stub's iterator; with the
 * direct executor an observer reads it on the thread on which its items arrive. Thread-safe, except
 * one-way calls, which one thread makes.
 */
final class GrpcClient implements Peer.Client {
  private final ManagedChannel channel;
  private final boolean direct;
  private final CalcGrpc.CalcBlockingStub blocking;
  private final CalcGrpc.CalcFutureStub future;
  private final CalcGrpc.CalcStub async;
  private @Nullable StreamObserver<Value> oneWays;

  GrpcClient(ManagedChannel channel, boolean direct) {
    this.channel = channel;
    this.direct = direct;
    blocking = CalcGrpc.newBlockingStub(channel);
    future = CalcGrpc.newFutureStub(channel);
    async = CalcGrpc.newStub(channel);
  }

  private static AddRequest request(int a, int b) {
    return AddRequest.newBuilder().setA(a).setB(b).build();
  }

  @Override
  public int add(int a, int b) {
    return blocking.add(request(a, b)).getSum();
  }

  @Override
  public long echo(long id) {
    return OrderMessages.checksum(blocking.echo(OrderMessages.sample(id)));
  }

  @Override
  public byte[] bytes(byte[] data) {
    Blob blob = Blob.newBuilder().setData(UnsafeByteOperations.unsafeWrap(data)).build();
    return blocking.bytes(blob).getData().toByteArray();
  }

  @Override
  public void addAsync(int a, int b, Peer.Done done) {
    then(future.add(request(a, b)), AddReply::getSum, done);
  }

  @Override
  public void echoAsync(long id, Peer.Done done) {
    then(future.echo(OrderMessages.sample(id)), OrderMessages::checksum, done);
  }

  private static <T> void then(
      ListenableFuture<T> reply, ToLongFunction<T> result, Peer.Done done) {
    Futures.addCallback(
        reply,
        new FutureCallback<T>() {
          @Override
          public void onSuccess(@Nullable T value) {
            done.done(result.applyAsLong(Objects.requireNonNull(value)), null);
          }

          @Override
          public void onFailure(Throwable error) {
            done.done(0, error);
          }
        },
        MoreExecutors.directExecutor());
  }

  @Override
  public long stream(int n) throws Exception {
    Count count = Count.newBuilder().setN(n).build();
    return direct ? observe(count) : iterate(count);
  }

  private long observe(Count count) throws Exception {
    CompletableFuture<Long> end = new CompletableFuture<>();
    async.stream(
        count,
        new StreamObserver<>() {
          private long sum;

          @Override
          public void onNext(Value value) {
            sum += value.getValue();
          }

          @Override
          public void onError(Throwable error) {
            end.completeExceptionally(error);
          }

          @Override
          public void onCompleted() {
            end.complete(sum);
          }
        });
    return end.get();
  }

  private long iterate(Count count) {
    long sum = 0;
    for (Iterator<Value> items = blocking.stream(count); items.hasNext(); ) {
      sum += items.next().getValue();
    }
    return sum;
  }

  @Override
  public long upload(int n) throws Exception {
    GrpcSender sender = new GrpcSender(n);
    async.upload(sender);
    return sender.await();
  }

  @Override
  public long duplex(int n) throws Exception {
    GrpcSender sender = new GrpcSender(n);
    async.duplex(sender);
    return sender.await();
  }

  @Override
  public void oneWay(long value) {
    StreamObserver<Value> stream = oneWays;
    if (stream == null) {
      stream = async.oneWay(new Ignored());
      oneWays = stream;
    }
    stream.onNext(Value.newBuilder().setValue(value).build());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  /** Ignores failures: a call that was lost is missing in the ledger. */
  private static final class Ignored implements StreamObserver<Nothing> {
    @Override
    public void onNext(Nothing value) {}

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {}
  }
}
