package io.tightwire.benchmarks.peers;

import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import com.google.protobuf.UnsafeByteOperations;
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
import reactor.core.publisher.Mono;

/** Calls over one RSocket. Thread-safe. */
final class RsocketClient implements Peer.Client {
  private static final int READ_AHEAD = 1024;

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
    Iterable<Value> items =
        socket
            .requestStream(Payloads.encode(RsocketPeer.STREAM, count))
            .map(item -> Payloads.decode(Value.parser(), item))
            .toIterable(READ_AHEAD);
    long sum = 0;
    for (Value item : items) {
      sum += item.getValue();
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
