package io.tightwire.telemetry.opentelemetry;

import static io.tightwire.telemetry.opentelemetry.Telemetry.LIMIT;
import static io.tightwire.telemetry.opentelemetry.Telemetry.only;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.tightwire.CallListener;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares names with the tables of OpenTelemetry's semantic conventions for RPC, v1.45.0, written
 * down here.
 */
@Timeout(120)
final class SemanticConventionsTest {

  /** Attributes of client and server spans; the value is their type. */
  private static final Map<String, AttributeType> OF_SPANS =
      Map.of(
          "rpc.system.name", AttributeType.STRING,
          "rpc.method", AttributeType.STRING,
          "rpc.method_original", AttributeType.STRING,
          "rpc.status_code", AttributeType.STRING,
          "error.type", AttributeType.STRING,
          "server.address", AttributeType.STRING,
          "server.port", AttributeType.LONG,
          "network.peer.address", AttributeType.STRING,
          "network.peer.port", AttributeType.LONG);

  /** Attributes of both histograms. */
  private static final Set<String> OF_METRICS =
      Set.of(
          "rpc.system.name",
          "rpc.method",
          "rpc.status_code",
          "error.type",
          "server.address",
          "server.port");

  /** What a span must have when it is created, for samplers. */
  private static final Set<String> AT_CREATION =
      Set.of("rpc.system.name", "rpc.method", "server.address", "server.port");

  private static final Set<RpcStatus> SERVER_ERRORS =
      Set.of(
          RpcStatus.UNKNOWN,
          RpcStatus.DEADLINE_EXCEEDED,
          RpcStatus.UNIMPLEMENTED,
          RpcStatus.INTERNAL,
          RpcStatus.UNAVAILABLE);

  private static final String PRICE = "com.acme.Shop/price";

  private final Telemetry telemetry = new Telemetry();
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(telemetry));
  private final ShopService service = new ShopService();

  @AfterEach
  void closeAll() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  private RpcServer server(String endpoint, UnaryOperator<RpcServer.Builder> more) {
    RpcServer server = more.apply(RpcServer.builder().service(new ShopSkeleton(service))).build();
    opened.add(server);
    server.bind(endpoint);
    server.start();
    return server;
  }

  private RpcClient client(String endpoint, UnaryOperator<RpcClient.Builder> more) {
    RpcClient client = more.apply(RpcClient.builder().endpoint(endpoint).timeout(LIMIT)).build();
    opened.add(client);
    return client;
  }

  /** Makes calls of a server that ends them with all kinds of statuses. */
  private RpcServer traffic(TightwireTelemetry tightwire) throws InterruptedException {
    RpcServer server =
        server("tcp://127.0.0.1:*", builder -> builder.interceptor(tightwire.server()));
    RpcClient client =
        client(server.endpoint(), builder -> builder.interceptor(tightwire.client()));
    assertThat(client.awaitConnected(LIMIT)).isTrue();
    ShopStub shop = new ShopStub(client);
    shop.price("bread").remote();
    assertThatThrownBy(() -> shop.broken("no flour").remote()).isInstanceOf(RpcException.class);
    assertThatThrownBy(() -> new Shop_LaterStub(client).discount("bread").remote())
        .isInstanceOf(RpcException.class);
    return server;
  }

  @Test
  void spansHaveNoAttributesButThoseOfTheConventionsAndOurOwn() throws Exception {
    traffic(TightwireTelemetry.create(telemetry.sdk));

    for (SpanData span : telemetry.spans(6)) {
      span.getAttributes()
          .forEach(
              (key, value) -> {
                if (!key.getKey().startsWith("tightwire.")) {
                  assertThat(OF_SPANS)
                      .as(span.toString())
                      .containsEntry(key.getKey(), key.getType());
                }
              });
      assertThat(span.getInstrumentationScopeInfo().getSchemaUrl())
          .isEqualTo("https://opentelemetry.io/schemas/1.45.0");
    }
  }

  @Test
  void spansCountTheItemsOfBothDirectionsAndMetricsDoNot() throws Exception {
    TightwireTelemetry tightwire = TightwireTelemetry.create(telemetry.sdk);
    RpcServer server =
        server("tcp://127.0.0.1:*", builder -> builder.interceptor(tightwire.server()));
    ShopStub shop =
        new ShopStub(client(server.endpoint(), builder -> builder.interceptor(tightwire.client())));
    assertThat(shop.total(Stream.of(1, 2, 3)).remote()).isEqualTo(6);
    List<Integer> read = new ArrayList<>();
    try (RemoteStream<Integer> twice = shop.twice(Stream.of(1, 2, 3)).remoteStreaming()) {
      twice.forEachRemaining(read::add);
    }
    assertThat(read).containsExactly(1, 1, 2, 2); // its handler reads no more

    List<SpanData> spans = telemetry.spans(4);
    assertThat(items(only(spans, SpanKind.CLIENT, "com.acme.Shop/total")))
        .isEqualTo(Map.of("tightwire.items.sent", 3L));
    assertThat(items(only(spans, SpanKind.SERVER, "com.acme.Shop/total")))
        .isEqualTo(Map.of("tightwire.items.received", 3L));
    assertThat(items(only(spans, SpanKind.CLIENT, "com.acme.Shop/twice")))
        .containsEntry("tightwire.items.received", 4L)
        .hasEntrySatisfying(
            "tightwire.items.sent", sent -> assertThat((Long) sent).isBetween(2L, 3L));
    assertThat(items(only(spans, SpanKind.SERVER, "com.acme.Shop/twice")))
        .isEqualTo(Map.of("tightwire.items.received", 2L, "tightwire.items.sent", 4L));
    for (MetricData metric : telemetry.metrics().values()) {
      for (HistogramPointData point : metric.getHistogramData().getPoints()) {
        assertThat(OF_METRICS)
            .containsAll(
                point.getAttributes().asMap().keySet().stream().map(AttributeKey::getKey).toList());
      }
    }
  }

  private static Map<String, Object> items(SpanData span) {
    return span.getAttributes().asMap().entrySet().stream()
        .filter(entry -> entry.getKey().getKey().startsWith("tightwire.items."))
        .collect(toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
  }

  @Test
  void spansOfASuccessHaveWhatTheConventionsRequire() throws Exception {
    RpcServer server = traffic(TightwireTelemetry.create(telemetry.sdk));
    long port = Long.parseLong(server.endpoint().substring("tcp://127.0.0.1:".length()));

    List<SpanData> spans = telemetry.spans(6);
    assertThat(values(only(spans, SpanKind.CLIENT, PRICE).getAttributes()))
        .isEqualTo(
            Map.of(
                "rpc.system.name", "tightwire",
                "rpc.method", PRICE,
                "rpc.status_code", "OK",
                "server.address", "127.0.0.1",
                "server.port", port,
                "network.peer.address", "127.0.0.1",
                "network.peer.port", port));
    assertThat(values(only(spans, SpanKind.SERVER, PRICE).getAttributes()))
        .isEqualTo(
            Map.of(
                "rpc.system.name", "tightwire",
                "rpc.method", PRICE,
                "rpc.status_code", "OK"));
  }

  @Test
  void spanOfAnUnknownMethodIsNamedAfterTheSystem() throws Exception {
    traffic(TightwireTelemetry.create(telemetry.sdk));

    SpanData received = only(telemetry.spans(6), SpanKind.SERVER, "tightwire");
    assertThat(values(received.getAttributes()))
        .isEqualTo(
            Map.of(
                "rpc.system.name", "tightwire",
                "rpc.method", "_OTHER",
                "rpc.method_original", "com.acme.Shop/discount",
                "rpc.status_code", "UNIMPLEMENTED",
                "error.type", "UNIMPLEMENTED",
                "tightwire.rejection.reason", "unknown_method"));
  }

  @Test
  void histogramsAreThoseOfTheConventions() throws Exception {
    traffic(TightwireTelemetry.create(telemetry.sdk));
    telemetry.spans(6);

    Map<String, MetricData> metrics = telemetry.metrics();
    assertThat(metrics).containsOnlyKeys("rpc.client.call.duration", "rpc.server.call.duration");
    metrics.values().forEach(SemanticConventionsTest::assertHistogram);
    assertThat(methods(metrics, "rpc.server.call.duration"))
        .containsExactly("_OTHER", "com.acme.Shop/broken", PRICE);
    assertThat(methods(metrics, "rpc.client.call.duration"))
        .containsExactly("com.acme.Shop/broken", "com.acme.Shop/discount", PRICE);
  }

  private static void assertHistogram(MetricData metric) {
    assertThat(metric.getUnit()).isEqualTo("s");
    assertThat(metric.getType()).isEqualTo(MetricDataType.HISTOGRAM);
    assertThat(metric.getDescription())
        .isEqualTo(
            metric.getName().contains("client")
                ? "Measures the duration of an outgoing Remote Procedure Call (RPC)."
                : "Measures the duration of an incoming Remote Procedure Call (RPC).");
    for (HistogramPointData point : metric.getHistogramData().getPoints()) {
      assertThat(point.getBoundaries())
          .containsExactly(
              0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0);
      assertThat(point.getCount()).isEqualTo(1);
      assertThat(OF_METRICS).containsAll(values(point.getAttributes()).keySet());
      assertThat(values(point.getAttributes()))
          .containsEntry("rpc.system.name", "tightwire")
          .containsKey("rpc.status_code");
    }
  }

  private static Set<Object> methods(Map<String, MetricData> metrics, String name) {
    MetricData metric = Objects.requireNonNull(metrics.get(name), name);
    return metric.getHistogramData().getPoints().stream()
        .map(point -> String.valueOf(point.getAttributes().get(Conventions.METHOD)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void measuredDurationIsThatOfTheSpan() throws Exception {
    traffic(TightwireTelemetry.create(telemetry.sdk));
    List<SpanData> spans = telemetry.spans(6);

    for (SpanKind kind : List.of(SpanKind.CLIENT, SpanKind.SERVER)) {
      SpanData span = only(spans, kind, PRICE);
      String name = "rpc." + (kind == SpanKind.CLIENT ? "client" : "server") + ".call.duration";
      MetricData metric = Objects.requireNonNull(telemetry.metrics().get(name), name);
      assertThat(metric.getHistogramData().getPoints())
          .filteredOn(point -> PRICE.equals(point.getAttributes().get(Conventions.METHOD)))
          .singleElement()
          .satisfies(
              point ->
                  assertThat(point.getSum())
                      .isEqualTo((span.getEndEpochNanos() - span.getStartEpochNanos()) / 1e9));
    }
  }

  @Test
  void samplersSeeWhatTheConventionsAskFor() {
    MethodAttributes method =
        MethodAttributes.of(
            Side.CLIENT, "com.acme.Shop", "price", Target.of("tcp://10.0.0.7:5555"));

    assertThat(values(method.atStart())).containsOnlyKeys(AT_CREATION);
  }

  @ParameterizedTest
  @EnumSource(RpcStatus.class)
  void statusesThatAreErrors(RpcStatus status) {
    boolean isFailure = status != RpcStatus.OK;
    for (Side side : Side.values()) {
      boolean isError = side == Side.CLIENT ? isFailure : SERVER_ERRORS.contains(status);
      MethodAttributes method = MethodAttributes.of(side, "com.acme.Shop", "price", null);

      assertThat(side.isError(status)).isEqualTo(isError);
      for (Attributes attributes : List.of(method.ofEnd(status), method.ofMeasurement(status))) {
        assertThat(attributes.get(Conventions.STATUS_CODE)).isEqualTo(status.name());
        assertThat(attributes.get(Conventions.ERROR_TYPE))
            .isEqualTo(isError ? status.name() : null);
      }
    }
  }

  @Test
  void statusThatIsTheCallersDoingIsNoErrorOfTheServer() throws Exception {
    TightwireTelemetry tightwire = TightwireTelemetry.create(telemetry.sdk);
    RpcServer server =
        server(
            "inproc://*",
            builder ->
                builder
                    .interceptor(tightwire.server())
                    .interceptor(
                        call -> {
                          throw RpcPermissionException.denied("no");
                        }));
    ShopStub shop =
        new ShopStub(client(server.endpoint(), builder -> builder.interceptor(tightwire.client())));
    assertThatThrownBy(() -> shop.price("bread").remote())
        .isInstanceOf(RpcPermissionException.class);

    List<SpanData> spans = telemetry.spans(2);
    SpanData sent = only(spans, SpanKind.CLIENT, PRICE);
    SpanData received = only(spans, SpanKind.SERVER, PRICE);
    assertThat(sent.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(received.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(received.getAttributes().get(Conventions.STATUS_CODE))
        .isEqualTo("PERMISSION_DENIED");
    assertThat(received.getAttributes().get(Conventions.ERROR_TYPE)).isNull();
  }

  static Stream<List<String>> targets() {
    return Stream.of(
        List.of("tcp://10.0.0.7:5555", "10.0.0.7", "5555"),
        List.of("tcp://[::1]:5555", "::1", "5555"),
        List.of("dns://orders.prod:5555", "orders.prod", "5555"),
        List.of("ipc:///run/orders.sock", "/run/orders.sock", ""),
        List.of("zookeeper://zk1:2181/shop/orders", "/shop/orders", ""));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void serverAddressIsThatOfTheConfiguredTarget(List<String> target) {
    Attributes attributes =
        MethodAttributes.of(Side.CLIENT, "com.acme.Shop", "price", Target.of(target.get(0)))
            .atStart();

    assertThat(attributes.get(Conventions.SERVER_ADDRESS)).isEqualTo(target.get(1));
    assertThat(attributes.get(Conventions.SERVER_PORT))
        .isEqualTo(target.get(2).isEmpty() ? null : Long.valueOf(target.get(2)));
  }

  @Test
  void peerOfAUnixSocketIsItsPath(@TempDir Path folder) {
    String socket = folder.resolve("s").toString();

    assertThat(values(PeerAddress.of("ipc://" + socket)))
        .isEqualTo(Map.of("network.peer.address", socket));
    assertThat(values(PeerAddress.of("inproc://shop"))).isEmpty();
    assertThat(values(PeerAddress.of("tcp://[::1]:5555")))
        .isEqualTo(Map.of("network.peer.address", "::1", "network.peer.port", 5555L));
  }

  @Test
  void onlyNamedMetadataIsCaptured() throws Exception {
    TightwireTelemetry tightwire =
        TightwireTelemetry.builder(telemetry.sdk).captureMetadata("X-Tenant").build();
    RpcServer server = server("inproc://*", builder -> builder.interceptor(tightwire.server()));
    ShopStub shop =
        new ShopStub(client(server.endpoint(), builder -> builder.interceptor(tightwire.client())));
    shop.price("bread").withMetadata("X-Tenant", "acme").withMetadata("token", "secret").remote();

    AttributeKey<List<String>> tenant =
        AttributeKey.stringArrayKey("rpc.request.metadata.x-tenant");
    for (SpanData span : telemetry.spans(2)) {
      assertThat(span.getAttributes().get(tenant)).containsExactly("acme");
      assertThat(span.getAttributes().toString()).doesNotContain("secret");
    }
  }

  @Test
  void withoutSpansThereAreMeasurementsAndMetadataIsLeftAlone() throws Exception {
    TightwireTelemetry tightwire = TightwireTelemetry.builder(telemetry.sdk).spans(false).build();
    List<Map<String, String>> metadata = new CopyOnWriteArrayList<>();
    RpcServer server =
        server(
            "inproc://*",
            builder ->
                builder
                    .interceptor(tightwire.server())
                    .interceptor(
                        call -> {
                          metadata.add(call.metadata());
                          return CallListener.NONE;
                        }));
    ShopStub shop =
        new ShopStub(client(server.endpoint(), builder -> builder.interceptor(tightwire.client())));
    telemetry.inSpan(() -> shop.price("bread").remote());

    assertThat(metadata).containsExactly(Map.of());
    assertThat(telemetry.spans(1)).hasSize(1); // the application's
    await().atMost(LIMIT).until(() -> telemetry.metrics().size() == 2);
  }

  @Test
  void withoutMetricsThereAreSpansOnly() throws Exception {
    traffic(TightwireTelemetry.builder(telemetry.sdk).metrics(false).build());

    telemetry.spans(6);
    assertThat(telemetry.metrics()).isEmpty();
  }

  private static Map<String, Object> values(Attributes attributes) {
    return attributes.asMap().entrySet().stream()
        .collect(toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
  }
}
