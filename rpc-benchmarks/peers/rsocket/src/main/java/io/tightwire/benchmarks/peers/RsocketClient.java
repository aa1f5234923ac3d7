package io.tightwire.benchmarks.peers;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.tightwire.benchmarks.messages.OrderMessages;
import io.tightwire.benchmarks.proto.AddReply;
import io.tightwire.benchmarks.proto.AddRequest;
import io.tightwire.benchmarks.proto.Blob;
import io.tightwire.benchmarks.proto.Count;
import io.tightwire.benchmarks.proto.OrderMessage;
import io.tightwire.benchmarks.proto.Value;
import io.tightwire.benchmarks.work.Peer;
import java.util.Objects;
import java.util.function.ToLongFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Calls over one RSocket. Thread-safe. */
final class RsocketClient implements Peer.Client {
  private final RSocket socket;

  RsocketClient(RSocket socket) {
    this.socket = socket;
  }

  private <T> Mono<T> call(byte method, MessageLite request, Parser<T> parser) {
    return socket
        .requestResponse(Payloads.encode(method, request))
        .map(reply -> Payloads.decode(parser, reply));
  }

  private Mono<AddReply> callAdd(int a, int b) {
    AddRequest request = AddRequest.newBuilder().setA(a).setB(b).build();
    return call(RsocketPeer.ADD, request, AddReply.parser());
  }

  private Mono<OrderMessage> callEcho(long id) {
    return call(RsocketPeer.ECHO, OrderMessages.sample(id), OrderMessage.parser());
  }

  private static <T> T await(Mono<T> call) {
    return Objects.requireNonNull(call.block());
  }

  @Override
  public int add(int a, int b) {
    return await(callAdd(a, b)).getSum();
  }

  @Override
  public long echo(long id) {
    return OrderMessages.checksum(await(callEcho(id)));
  }

  @Override
  public byte[] bytes(byte[] data) {
    Blob blob = Blob.newBuilder().setData(UnsafeByteOperations.unsafeWrap(data)).build();
    return await(call(RsocketPeer.BYTES, blob, Blob.parser())).getData().toByteArray();
  }

  @Override
  public void addAsync(int a, int b, Peer.Done done) {
    then(callAdd(a, b), AddReply::getSum, done);
  }

  @Override
  public void echoAsync(long id, Peer.Done done) {
    then(callEcho(id), OrderMessages::checksum, done);
  }

  private static <T> void then(Mono<T> call, ToLongFunction<T> result, Peer.Done done) {
    call.subscribe(
        value -> done.done(result.applyAsLong(value), null), error -> done.done(0, error));
  }

  @Override
  public long stream(int n) {
    Count count = Count.newBuilder().setN(n).build();
    return sum(socket.requestStream(Payloads.encode(RsocketPeer.STREAM, count)));
  }

  @Override
  public long upload(int n) {
    Mono<Payload> sum = socket.requestChannel(values(RsocketPeer.UPLOAD, n)).single();
    return await(sum.map(reply -> Payloads.decode(Value.parser(), reply).getValue()));
  }

  @Override
  public long duplex(int n) {
    return sum(socket.requestChannel(values(RsocketPeer.DUPLEX, n)));
  }

  /** Returns the items of a channel, of which the first says the method. */
  private static Flux<Payload> values(byte method, int n) {
    return Flux.range(0, n)
        .map(
            i -> {
              Value value = Value.newBuilder().setValue(i).build();
              return i == 0 ? Payloads.encode(method, value) : Payloads.encode(value);
            });
  }

  private static long sum(Flux<Payload> items) {
    Iterable<Value> values =
        items.map(item -> Payloads.decode(Value.parser(), item)).toIterable(RsocketPeer.READ_AHEAD);
    long sum = 0;
    for (Value value : values) {
      sum += value.getValue();
    }
    return sum;
  }

  @Override
  public void oneWay(long value) {
    Value message = Value.newBuilder().setValue(value).build();
    socket.fireAndForget(Payloads.encode(RsocketPeer.ONE_WAY, message)).subscribe();
  }

  @Override
  public void close() {
    socket.dispose();
  }
}
