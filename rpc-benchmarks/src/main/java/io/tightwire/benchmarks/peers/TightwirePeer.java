package io.tightwire.benchmarks.peers;

import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.benchmarks.CalcSkeleton;
import io.tightwire.benchmarks.CalcStub;
import io.tightwire.benchmarks.InlineCalc;
import io.tightwire.benchmarks.InlineCalcSkeleton;
import io.tightwire.benchmarks.work.Addition;
import io.tightwire.benchmarks.work.Ledger;
import io.tightwire.benchmarks.work.Order;
import io.tightwire.benchmarks.work.Peer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tightwire with its defaults, but for the number of connections: all limits and checks are active.
 * Options: {@code bind}, the endpoint that the server binds, with wildcards; {@code dispatch}: with
 * {@code inline}, handlers run on the server's event loop from the first call on, with {@code
 * workers} never. Used by one thread.
 */
public final class TightwirePeer implements Peer {

  /** Room for the case with idle connections. */
  private static final int CONNECTIONS = 16_384;

  private static Stream<Long> longs(int n) {
    return IntStream.range(0, n).mapToObj(i -> (long) i);
  }

  private static final class Service implements InlineCalc {
    @Override
    public int add(int a, int b) {
      return Addition.of(a, b);
    }

    @Override
    public Order echo(Order order) {
      return order;
    }

    @Override
    public byte[] bytes(byte[] data) {
      return data;
    }

    @Override
    public Stream<Long> stream(int n) {
      return longs(n);
    }

    @Override
    public long upload(Stream<Long> items) {
      return items.mapToLong(Long::longValue).sum();
    }

    @Override
    public Stream<Long> duplex(Stream<Long> items) {
      return items.map(item -> item + 1);
    }

    @Override
    public void oneWay(long value) {
      Ledger.enter(value);
    }
  }

  @Override
  public Server start(Map<String, String> options) {
    RpcServer.Builder builder =
        RpcServer.builder().maxConnections(CONNECTIONS).maxConnectionsPerHost(CONNECTIONS);
    String dispatch = options.getOrDefault("dispatch", "");
    if (dispatch.equals("inline")) {
      builder.service(new InlineCalcSkeleton(new Service())).inlineLane(InlineCalc.LANE);
    } else {
      builder
          .service(new CalcSkeleton(new Service()))
          .inlineShortHandlers(!dispatch.equals("workers"));
    }
    RpcServer server = builder.build();
    String endpoint = server.bind(options.getOrDefault("bind", "tcp://127.0.0.1:*"));
    server.start();
    return new Server() {
      @Override
      public String endpoint() {
        return endpoint;
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }

  @Override
  public Client connect(String endpoint, Map<String, String> options) {
    return new Calls(RpcClient.connect(endpoint));
  }

  @Override
  public Idle idle(String endpoint) throws IOException {
    return new IdleConnections(endpoint);
  }

  private static final class Calls implements Client {
    private final RpcClient client;
    private final CalcStub stub;

    Calls(RpcClient client) {
      this.client = client;
      this.stub = new CalcStub(client);
    }

    @Override
    public int add(int a, int b) {
      return stub.add(a, b).remote();
    }

    @Override
    public long echo(long id) {
      return stub.echo(Order.sample(id)).remote().checksum();
    }

    @Override
    public byte[] bytes(byte[] data) {
      return stub.bytes(data).remote();
    }

    @Override
    public void addAsync(int a, int b, Done done) {
      then(stub.add(a, b).remoteAsync(), Integer::longValue, done);
    }

    @Override
    public void echoAsync(long id, Done done) {
      then(stub.echo(Order.sample(id)).remoteAsync(), Order::checksum, done);
    }

    private static <T> void then(CompletionStage<T> call, ToLongFunction<T> result, Done done) {
      call.whenComplete(
          (value, error) -> done.done(error == null ? result.applyAsLong(value) : 0, error));
    }

    @Override
    public long stream(int n) {
      return sum(stub.stream(n));
    }

    @Override
    public long upload(int n) {
      return stub.upload(longs(n)).remote();
    }

    @Override
    public long duplex(int n) {
      return sum(stub.duplex(longs(n)));
    }

    private static long sum(RemoteStreamingCall<Long> call) {
      long sum = 0;
      try (RemoteStream<Long> items = call.remoteStreaming()) {
        for (long item : items) {
          sum += item;
        }
      }
      return sum;
    }

    @Override
    public void oneWay(long value) {
      stub.oneWay(value).remoteOneWay();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
