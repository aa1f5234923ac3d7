package io.tightwire.benchmarks.peers;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tightwire.benchmarks.proto.AddReply;
import io.tightwire.benchmarks.proto.AddRequest;
import io.tightwire.benchmarks.proto.Blob;
import io.tightwire.benchmarks.proto.CalcGrpc;
import io.tightwire.benchmarks.proto.Count;
import io.tightwire.benchmarks.proto.Nothing;
import io.tightwire.benchmarks.proto.OrderMessage;
import io.tightwire.benchmarks.proto.Value;
import io.tightwire.benchmarks.work.Addition;
import io.tightwire.benchmarks.work.Ledger;

/** The service as a user of gRPC writes it. Thread-safe. */
final class GrpcService extends CalcGrpc.CalcImplBase {

  @Override
  public void add(AddRequest request, StreamObserver<AddReply> reply) {
    respond(
        AddReply.newBuilder().setSum(Addition.of(request.getA(), request.getB())).build(), reply);
  }

  @Override
  public void echo(OrderMessage request, StreamObserver<OrderMessage> reply) {
    respond(request, reply);
  }

  @Override
  public void bytes(Blob request, StreamObserver<Blob> reply) {
    respond(request, reply);
  }

  private static <T> void respond(T value, StreamObserver<T> reply) {
    reply.onNext(value);
    reply.onCompleted();
  }

  /** Sends items only while the client is ready for more (backpressure). */
  @Override
  public void stream(Count request, StreamObserver<Value> reply) {
    ServerCallStreamObserver<Value> observer = (ServerCallStreamObserver<Value>) reply;
    int n = request.getN();
    observer.setOnReadyHandler(
        new Runnable() {
          private int next;

          @Override
          public void run() {
            while (next < n && observer.isReady()) {
              observer.onNext(Value.newBuilder().setValue(next).build());
              if (++next == n) {
                observer.onCompleted();
              }
            }
          }
        });
  }

  /** Asks for items in batches. */
  @Override
  public StreamObserver<Value> upload(StreamObserver<Value> reply) {
    ServerCallStreamObserver<Value> call = (ServerCallStreamObserver<Value>) reply;
    call.disableAutoRequest();
    Demand demand = new Demand();
    call.request(demand.more());
    return new StreamObserver<>() {
      private long sum;

      @Override
      public void onNext(Value value) {
        sum += value.getValue();
        demand.received();
        if (demand.isLow()) {
          call.request(demand.more());
        }
      }

      @Override
      public void onError(Throwable error) {} // the client sees its failure

      @Override
      public void onCompleted() {
        respond(Value.newBuilder().setValue(sum).build(), reply);
      }
    };
  }

  /** Asks for items in batches, while the client is ready for their answers (backpressure). */
  @Override
  public StreamObserver<Value> duplex(StreamObserver<Value> reply) {
    ServerCallStreamObserver<Value> call = (ServerCallStreamObserver<Value>) reply;
    call.disableAutoRequest();
    Demand demand = new Demand();
    Runnable ask =
        () -> {
          if (demand.isLow() && call.isReady()) {
            call.request(demand.more());
          }
        };
    call.setOnReadyHandler(ask);
    return new StreamObserver<>() {
      @Override
      public void onNext(Value value) {
        call.onNext(Value.newBuilder().setValue(value.getValue() + 1).build());
        demand.received();
        ask.run();
      }

      @Override
      public void onError(Throwable error) {} // the client sees its failure

      @Override
      public void onCompleted() {
        call.onCompleted();
      }
    };
  }

  @Override
  public StreamObserver<Value> oneWay(StreamObserver<Nothing> reply) {
    return new StreamObserver<>() {
      @Override
      public void onNext(Value value) {
        Ledger.enter(value.getValue());
      }

      @Override
      public void onError(Throwable error) {} // a call that was lost is missing in the ledger

      @Override
      public void onCompleted() {
        respond(Nothing.getDefaultInstance(), reply);
      }
    };
  }
}
