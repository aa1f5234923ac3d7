package io.tightwire.it.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.Attempt;
import io.tightwire.Balancing;
import io.tightwire.ClientStats;
import io.tightwire.CurveKeyPair;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.ServerStatus;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the snippets about many servers. */
@SuppressWarnings("NullAway.Init") // JUnit sets up
final class FleetGuideTest {

  private static final Order CHAIRS = new Order("7", List.of(new Order.Line("chair", 2)));

  private final List<RpcServer> servers = new ArrayList<>();
  private String one;
  private String other;

  @BeforeEach
  void serve() {
    one = start();
    other = start();
  }

  private String start() {
    RpcServer server =
        RpcServer.builder()
            .service(new OrdersSkeleton(new OrderBook()))
            .lane("stocktaking", 1)
            .build();
    servers.add(server);
    String endpoint = server.bind("tcp://127.0.0.1:*");
    server.start();
    return endpoint;
  }

  @AfterEach
  void close() {
    servers.forEach(RpcServer::close);
  }

  private static void assertServes(RpcClient client) {
    assertThat(new OrdersStub(client).place(CHAIRS).remote(Duration.ofSeconds(30)).orderId())
        .isEqualTo("7");
  }

  @Test
  void listOfEndpoints() throws InterruptedException {
    try (RpcClient client = RpcClient.builder().endpoints(one, other).build()) {
      assertServes(client);
      await()
          .until(
              () ->
                  client.servers().stream()
                      .allMatch(server -> server.state() == ServerStatus.State.READY));
      OrdersStub session = new OrdersStub(client.pinned());
      Receipt receipt = session.place(CHAIRS).remote();
      assertThat(receipt.orderId()).isEqualTo("7");
      assertThat(session.find("7").remote()).contains(CHAIRS);
      for (ServerStatus server : client.servers()) {
        System.out.println(server);
      }
      ClientStats stats = client.stats();
      long retries = stats.retried().getOrDefault(Attempt.Reason.RETRY, 0L);
      assertThat(retries).isZero();
    }
  }

  @Test
  void hedgedCalls() {
    try (RpcServer first = priceList();
        RpcServer second = priceList();
        RpcClient client =
            RpcClient.builder().endpoints(first.endpoint(), second.endpoint()).build()) {
      PriceListStub prices = new PriceListStub(client);
      BigDecimal price = prices.price("chair").remote(Duration.ofSeconds(30));
      assertThat(price).isEqualTo(BigDecimal.TEN);
    }
  }

  private static RpcServer priceList() {
    RpcServer server = RpcServer.of(new PriceListSkeleton(article -> BigDecimal.TEN));
    server.bind("tcp://127.0.0.1:*");
    server.start();
    return server;
  }

  @Test
  void fixedResolver() {
    Resolver fixed =
        listener -> {
          listener.servers(List.of(ServerAddress.of("tcp://127.0.0.1:5555")));
          return Resolver.Watch.NONE;
        };
    RpcClient client = RpcClient.builder().resolver(fixed).build();

    assertThat(client.servers())
        .extracting(ServerStatus::endpoint)
        .containsExactly("tcp://127.0.0.1:5555");
    client.close();
  }

  @Test
  void keysOfEachServer() {
    CurveKeyPair clientKeys = CurveKeyPair.generate();
    RpcClient client =
        RpcClient.builder().endpoint("file:///etc/orders.endpoints").curve(clientKeys).build();
    assertThat(client.state().isReady()).isFalse();
    client.close();
  }

  @Test
  void addresses() {
    ServerAddress first = ServerAddress.of("tcp://127.0.0.1:5555");
    ServerAddress near = ServerAddress.of("tcp://127.0.0.1:5556").with("zone", "eu-1a");
    assertThat(first.weight()).isEqualTo(1);
    assertThat(near.attributes()).containsEntry("zone", "eu-1a");
  }

  @Test
  void balancing() {
    RpcClient client =
        RpcClient.builder()
            .endpoints("tcp://127.0.0.1:5555", "tcp://127.0.0.1:5556")
            .balancing(Balancing.roundRobin())
            .build();
    assertThat(client.servers()).hasSize(2);
    client.close();
  }

  @Test
  void endpoints() {
    RpcClient client =
        RpcClient.builder().endpoints("tcp://127.0.0.1:5555", "tcp://127.0.0.1:5556").build();
    assertThat(client.state().isReady()).isFalse();
    client.close();
  }

  @Test
  void fileOfEndpoints(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("orders.endpoints"), one + "\n" + other + "\n");
    try (RpcClient client = RpcClient.connect("file://" + file)) {
      assertServes(client);
      assertThat(client.servers())
          .extracting(ServerStatus::endpoint)
          .containsExactlyInAnyOrder(one, other);
    }
  }

  @Test
  void everyAddressOfAHost() {
    String port = one.substring(one.lastIndexOf(':') + 1);
    try (RpcClient client = RpcClient.connect("dns://127.0.0.1:" + port)) {
      assertServes(client);
    }
  }
}
