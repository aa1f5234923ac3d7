package io.tightwire.benchmarks.peers;

import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketConnector;
import io.rsocket.core.RSocketServer;
import io.rsocket.frame.decoder.PayloadDecoder;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.rsocket.transport.netty.server.CloseableChannel;
import io.rsocket.transport.netty.server.TcpServerTransport;
import io.tightwire.benchmarks.proto.AddReply;
import io.tightwire.benchmarks.proto.AddRequest;
import io.tightwire.benchmarks.proto.Blob;
import io.tightwire.benchmarks.proto.Count;
import io.tightwire.benchmarks.proto.OrderMessage;
import io.tightwire.benchmarks.proto.Value;
import io.tightwire.benchmarks.work.Addition;
import io.tightwire.benchmarks.work.Ledger;
import io.tightwire.benchmarks.work.Peer;
import java.util.Map;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * RSocket over TCP with pooled, zero-copy payloads. RSocket has no stubs and no codec, so the
 * method is a byte of metadata and the data is a protobuf message, as an RSocket user would write
 * it. Used by one thread.
 */
public final class RsocketPeer implements Peer {
  static final byte ADD = 1;
  static final byte ECHO = 2;
  static final byte BYTES = 3;
  static final byte STREAM = 4;
  static final byte ONE_WAY = 5;
  static final byte UPLOAD = 6;
  static final byte DUPLEX = 7;

  /** The number of items that are asked for before they are read. */
  static final int READ_AHEAD = 1024;

  private static final class Service implements RSocket {
    @Override
    public Mono<Payload> requestResponse(Payload request) {
      byte method = request.sliceMetadata().getByte(0);
      return Mono.just(
          Payloads.encode(
              switch (method) {
                case ADD -> {
                  AddRequest add = Payloads.decode(AddRequest.parser(), request);
                  yield AddReply.newBuilder().setSum(Addition.of(add.getA(), add.getB())).build();
                }
                case ECHO -> Payloads.decode(OrderMessage.parser(), request);
                case BYTES -> Payloads.decode(Blob.parser(), request);
                default -> throw new IllegalArgumentException("No method " + method);
              }));
    }

    @Override
    public Flux<Payload> requestStream(Payload request) {
      int n = Payloads.decode(Count.parser(), request).getN();
      return Flux.range(0, n).map(i -> Payloads.encode(Value.newBuilder().setValue(i).build()));
    }

    /** The method is that of the first item. The demand of both directions is bounded. */
    @Override
    public Flux<Payload> requestChannel(Publisher<Payload> items) {
      return Flux.from(items)
          .switchOnFirst(
              (first, all) -> {
                byte method = Objects.requireNonNull(first.get()).sliceMetadata().getByte(0);
                Flux<Long> values =
                    all.limitRate(READ_AHEAD)
                        .map(item -> Payloads.decode(Value.parser(), item).getValue());
                Flux<Long> answers =
                    switch (method) {
                      case UPLOAD -> values.reduce(0L, Long::sum).flux();
                      case DUPLEX -> values.map(value -> value + 1);
                      default -> throw new IllegalArgumentException("No method " + method);
                    };
                return answers.map(
                    answer -> Payloads.encode(Value.newBuilder().setValue(answer).build()));
              });
    }

    @Override
    public Mono<Void> fireAndForget(Payload request) {
      Ledger.enter(Payloads.decode(Value.parser(), request).getValue());
      return Mono.empty();
    }
  }

  @Override
  public Server start(Map<String, String> options) {
    CloseableChannel server =
        Objects.requireNonNull(
            RSocketServer.create(SocketAcceptor.with(new Service()))
                .payloadDecoder(PayloadDecoder.ZERO_COPY)
                .bind(TcpServerTransport.create("127.0.0.1", 0))
                .block());
    return new Server() {
      @Override
      public String endpoint() {
        return Integer.toString(server.address().getPort());
      }

      @Override
      public void close() {
        server.dispose();
      }
    };
  }

  @Override
  public Client connect(String endpoint, Map<String, String> options) {
    return new RsocketClient(
        Objects.requireNonNull(
            RSocketConnector.create()
                .payloadDecoder(PayloadDecoder.ZERO_COPY)
                .connect(TcpClientTransport.create("127.0.0.1", Integer.parseInt(endpoint)))
                .block()));
  }
}
