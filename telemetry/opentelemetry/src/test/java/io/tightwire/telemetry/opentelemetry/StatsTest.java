package io.tightwire.telemetry.opentelemetry;

import static io.tightwire.telemetry.opentelemetry.Telemetry.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests what is reported of servers and clients. */
@Timeout(120)
final class StatsTest {

  private final Telemetry telemetry = new Telemetry();
  private final TightwireTelemetry tightwire = TightwireTelemetry.create(telemetry.sdk);
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(telemetry));
  private final ShopService service = new ShopService();

  private RpcServer server() {
    RpcServer server =
        RpcServer.builder().service(new ShopSkeleton(service)).maxConcurrentCalls(1).build();
    opened.add(server);
    server.bind("tcp://127.0.0.1:*");
    server.start();
    return server;
  }

  private RpcClient client(RpcServer server) throws InterruptedException {
    RpcClient client = RpcClient.builder().endpoint(server.endpoint()).timeout(LIMIT).build();
    opened.add(client);
    assertThat(client.awaitConnected(LIMIT)).isTrue();
    return client;
  }

  @AfterEach
  void closeAll() throws Exception {
    service.gate.countDown();
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  private Map<Attributes, Long> values(String metric) {
    MetricData found = telemetry.metrics().get(metric);
    return found == null
        ? Map.of()
        : found.getLongSumData().getPoints().stream()
            .collect(Collectors.toMap(LongPointData::getAttributes, LongPointData::getValue));
  }

  @Test
  void reportsWhatAServerDoes() throws Exception {
    RpcServer server = server();
    tightwire.observe(server);
    RpcClient client = client(server);
    ShopStub shop = new ShopStub(client);
    CompletableFuture<Integer> running = shop.priceBehindGate("bread").remoteFuture();
    service.atGate.await();
    CompletableFuture<Integer> queued = shop.priceBehindGate("bread").remoteFuture();
    new Shop_LaterStub(client).discount("bread").remoteFuture().handle((v, e) -> v).join();

    Attributes lane = Attributes.of(Conventions.LANE, "common");
    await()
        .atMost(LIMIT)
        .until(() -> values("tightwire.server.calls.queued").equals(Map.of(lane, 1L)));
    assertThat(values("tightwire.server.calls.running")).isEqualTo(Map.of(lane, 1L));
    assertThat(values("tightwire.server.calls.open"))
        .containsEntry(Attributes.of(Conventions.METHOD, "com.acme.Shop/priceBehindGate"), 1L)
        .containsEntry(Attributes.of(Conventions.METHOD, "com.acme.Shop/price"), 0L);
    assertThat(values("tightwire.server.connections")).isEqualTo(Map.of(Attributes.empty(), 1L));
    assertThat(values("tightwire.server.calls.rejected"))
        .isEqualTo(Map.of(Attributes.of(Conventions.REJECTION_REASON, "unknown_method"), 1L));
    service.gate.countDown();
    CompletableFuture.allOf(running, queued).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void numbersOfSeveralServersAddUpUntilTheirRegistrationIsClosed() throws Exception {
    RpcServer first = server();
    RpcServer second = server();
    tightwire.observe(first);
    TightwireTelemetry.Registration registration = tightwire.observe(second);
    client(first);
    client(second);

    await()
        .atMost(LIMIT)
        .until(() -> values("tightwire.server.connections").equals(Map.of(Attributes.empty(), 2L)));
    registration.close();
    registration.close();
    assertThat(values("tightwire.server.connections")).isEqualTo(Map.of(Attributes.empty(), 1L));
  }

  @Test
  void reportsWhatAClientDoes() throws Exception {
    RpcServer server = server();
    RpcClient client = client(server);
    tightwire.observe(client);
    CompletableFuture<Integer> open = new ShopStub(client).priceBehindGate("bread").remoteFuture();
    service.atGate.await();

    Attributes target =
        Attributes.of(
            Conventions.SERVER_ADDRESS,
            "127.0.0.1",
            Conventions.SERVER_PORT,
            (long) client.target().port());
    assertThat(values("tightwire.client.calls.open")).isEqualTo(Map.of(target, 1L));
    assertThat(values("tightwire.client.calls.waiting")).isEqualTo(Map.of(target, 0L));
    assertThat(values("tightwire.client.ejections")).isEqualTo(Map.of(target, 0L));
    assertThat(values("tightwire.client.servers"))
        .hasSize(5)
        .containsEntry(target.toBuilder().put(Conventions.SERVER_STATE, "ready").build(), 1L)
        .containsEntry(target.toBuilder().put(Conventions.SERVER_STATE, "ejected").build(), 0L);
    assertThat(values("tightwire.client.retries"))
        .hasSize(3)
        .containsEntry(target.toBuilder().put(Conventions.ATTEMPT_REASON, "retry").build(), 0L);
    service.gate.countDown();
    open.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }
}
