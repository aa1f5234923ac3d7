package io.tightwire.telemetry.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests observations and their scopes, and meters. */
@Timeout(180)
final class MicrometerTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CALLS = 10_000;
  private static final String KIOSK = "com.acme.Kiosk/";

  private final TestObservationRegistry registry = TestObservationRegistry.create();
  private final Recorder recorder = new Recorder();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final KioskService service = new KioskService(registry);
  private final RpcServer server = server(registry);
  private final RpcClient client = client(new ObservationClientInterceptor(registry));
  private final KioskStub kiosk = new KioskStub(client);

  private RpcServer server(ObservationRegistry observations) {
    observations.observationConfig().observationHandler(recorder);
    RpcServer made =
        RpcServer.builder()
            .interceptor(new ObservationServerInterceptor(observations))
            .service(new KioskSkeleton(service))
            .lane("outer", 4)
            .build();
    opened.add(made);
    made.bind("tcp://127.0.0.1:*");
    made.start();
    return made;
  }

  private RpcClient client(ObservationClientInterceptor interceptor) {
    RpcClient made =
        RpcClient.builder()
            .endpoint(server.endpoint())
            .timeout(LIMIT)
            .interceptor(interceptor)
            .build();
    opened.add(made);
    return made;
  }

  @AfterEach
  void closeAll() throws Exception {
    service.gate.countDown();
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  @Test
  void noScopeIsLeftOpenByInterleavedCalls() throws Exception {
    service.own = kiosk;
    AtomicInteger strangers = new AtomicInteger();
    List<CompletableFuture<?>> calls = new ArrayList<>();
    Observation.createNotStarted("app", registry)
        .observe(
            () -> {
              Observation app = Objects.requireNonNull(registry.getCurrentObservation());
              for (int i = 0; i < CALLS; i++) {
                calls.add(
                    call(i)
                        .whenComplete(
                            (value, failure) -> {
                              if (registry.getCurrentObservation() != app) {
                                strangers.incrementAndGet();
                              }
                            }));
                if (i % 100 == 0) {
                  try (RemoteStream<Integer> numbers = kiosk.count(20).remoteStreaming()) {
                    numbers.next(); // and cancels it
                  }
                }
              }
            });
    CompletableFuture.allOf(
            calls.stream()
                .map(call -> call.handle((value, failure) -> value))
                .toArray(CompletableFuture<?>[]::new))
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);

    await().atMost(LIMIT).until(() -> recorder.open() == 0);
    assertThat(recorder.scopes.get()).isZero();
    assertThat(recorder.started.get()).isGreaterThan(2 * CALLS);
    assertThat(service.strangers).hasValue(0);
    assertThat(strangers).hasValue(0);
    assertThat(registry.getCurrentObservation()).isNull();
    TestObservationRegistryAssert.assertThat(registry).doesNotHaveAnyRemainingCurrentObservation();
  }

  private CompletableFuture<Integer> call(int i) {
    return switch (i % 4) {
      case 0 -> kiosk.echo(i).remoteFuture();
      case 1 -> kiosk.echoLater(i).remoteFuture();
      case 2 -> kiosk.echoTwice(i).remoteFuture();
      default -> kiosk.broken("no change").remoteFuture();
    };
  }

  @Test
  void keysAreThoseOfTheSemanticConventions() {
    kiosk.echo(1).remote();
    assertThatThrownBy(() -> kiosk.broken("no change").remote()).isInstanceOf(RpcException.class);
    await().atMost(LIMIT).until(() -> recorder.ended.size() == 4);

    String port = String.valueOf(client.target().port());
    assertThat(recorder.lowKeys("tightwire.client", KIOSK + "echo"))
        .isEqualTo(
            Map.of(
                "rpc.system.name", "tightwire",
                "rpc.method", KIOSK + "echo",
                "rpc.status_code", "OK",
                "error.type", "none",
                "server.address", "127.0.0.1",
                "server.port", port));
    assertThat(recorder.lowKeys("tightwire.server", KIOSK + "broken"))
        .isEqualTo(
            Map.of(
                "rpc.system.name", "tightwire",
                "rpc.method", KIOSK + "broken",
                "rpc.status_code", "UNKNOWN",
                "error.type", "UNKNOWN",
                "tightwire.rejection.reason", "none"));
    assertThat(recorder.find("tightwire.client", KIOSK + "broken").getError())
        .isInstanceOf(RpcException.class);
    assertThat(recorder.find("tightwire.client", KIOSK + "echo").getHighCardinalityKeyValues())
        .containsExactly(KeyValue.of("tightwire.server.endpoint", server.endpoint()));
  }

  @Test
  void itemsOfBothDirectionsAreCounted() {
    try (RemoteStream<Integer> numbers = kiosk.twice(Stream.of(1, 2, 3)).remoteStreaming()) {
      List<Integer> read = new ArrayList<>();
      numbers.forEachRemaining(read::add);
      assertThat(read).containsExactly(1, 1, 2, 2, 3, 3);
    }
    await().atMost(LIMIT).until(() -> recorder.ended.size() == 2);

    assertThat(recorder.find("tightwire.client", KIOSK + "twice").getHighCardinalityKeyValues())
        .contains(
            KeyValue.of("tightwire.items.sent", "3"), KeyValue.of("tightwire.items.received", "6"));
    assertThat(recorder.find("tightwire.server", KIOSK + "twice").getHighCardinalityKeyValues())
        .containsExactlyInAnyOrder(
            KeyValue.of("tightwire.items.sent", "6"), KeyValue.of("tightwire.items.received", "3"));
  }

  @Test
  void unknownMethodIsObservedByTheServer() {
    assertThatThrownBy(() -> new Kiosk_LaterStub(client).discount("paper").remote())
        .isInstanceOf(RpcException.class);
    await().atMost(LIMIT).until(() -> recorder.ended.size() == 2);

    Observation.Context rejected = recorder.find("tightwire.server", "tightwire");
    assertThat(recorder.lowKeys("tightwire.server", "tightwire"))
        .containsEntry("rpc.method", "_OTHER")
        .containsEntry("rpc.status_code", "UNIMPLEMENTED")
        .containsEntry("tightwire.rejection.reason", "unknown_method");
    assertThat(rejected.getHighCardinalityKeyValues())
        .containsExactly(KeyValue.of("rpc.method_original", KIOSK + "discount"));
  }

  @Test
  void whatHandlersInjectTravelsAsMetadata() {
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler<Observation.Context>() {
              @Override
              public void onStart(Observation.Context context) {
                if (context instanceof TightwireClientContext call) {
                  call.getSetter().set(call.getCarrier(), "trace", "4711");
                } else if (context instanceof TightwireServerContext call) {
                  Map<String, String> metadata = Objects.requireNonNull(call.getCarrier());
                  call.put("trace", String.valueOf(call.getGetter().get(metadata, "trace")));
                }
              }

              @Override
              public boolean supportsContext(Observation.Context context) {
                return true;
              }
            });
    kiosk.echo(1).remote();
    await().atMost(LIMIT).until(() -> recorder.ended.size() == 2);

    assertThat(recorder.find("tightwire.server", KIOSK + "echo").<String>get("trace"))
        .isEqualTo("4711");
  }

  @Test
  void conventionReplacesNames() {
    TightwireClientObservationConvention convention =
        new TightwireClientObservationConvention() {
          @Override
          public String getName() {
            return "outgoing";
          }

          @Override
          public KeyValues getLowCardinalityKeyValues(TightwireClientContext context) {
            return KeyValues.of("method", context.method());
          }
        };
    new KioskStub(client(new ObservationClientInterceptor(registry, convention))).echo(1).remote();
    await().atMost(LIMIT).until(() -> recorder.ended.size() == 2);

    assertThat(recorder.lowKeys("outgoing", KIOSK + "echo")).isEqualTo(Map.of("method", "echo"));
  }

  @Test
  void registryWithoutHandlersCostsNoObservation() {
    RpcClient unobserved = client(new ObservationClientInterceptor(ObservationRegistry.NOOP));

    assertThat(new KioskStub(unobserved).echo(7).remote()).isEqualTo(7);
    await().atMost(LIMIT).until(() -> recorder.ended.size() == 1); // the server's
  }

  @Test
  void metersShowWhatServerAndClientDo() throws Exception {
    MeterRegistry meters = new SimpleMeterRegistry();
    new TightwireServerMetrics(server).bindTo(meters);
    new TightwireClientMetrics(client).bindTo(meters);
    CompletableFuture<Integer> call = kiosk.echoBehindGate(3).remoteFuture();
    service.atGate.await();
    assertThatThrownBy(() -> new Kiosk_LaterStub(client).discount("paper").remote())
        .isInstanceOf(RpcException.class);

    eventually(
        () -> gauge(meters, "tightwire.server.calls.running", "tightwire.lane", "common"), 1);
    eventually(() -> gauge(meters, "tightwire.server.calls.queued", "tightwire.lane", "common"), 0);
    eventually(
        () -> gauge(meters, "tightwire.server.calls.open", "rpc.method", KIOSK + "echoBehindGate"),
        1);
    eventually(() -> gauge(meters, "tightwire.server.connections"), 1);
    eventually(
        () ->
            meters
                .get("tightwire.server.calls.rejected")
                .tag("tightwire.rejection.reason", "unknown_method")
                .functionCounter()
                .count(),
        1);
    String port = String.valueOf(client.target().port());
    eventually(
        () ->
            gauge(
                meters,
                "tightwire.client.servers",
                "tightwire.server.state",
                "ready",
                "server.port",
                port),
        1);
    eventually(() -> gauge(meters, "tightwire.client.calls.open"), 1);
    eventually(() -> gauge(meters, "tightwire.client.calls.waiting"), 0);
    eventually(
        () ->
            meters
                .get("tightwire.client.retries")
                .tag("tightwire.attempt.reason", "hedge")
                .functionCounter()
                .count(),
        0);
    eventually(() -> meters.get("tightwire.client.ejections").functionCounter().count(), 0);
    service.gate.countDown();
    assertThat(call.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(3);
  }

  private static double gauge(MeterRegistry meters, String name, String... tags) {
    return meters.get(name).tags(tags).gauge().value();
  }

  /** Meters may be 100 ms old. */
  private static void eventually(DoubleSupplier value, double expected) {
    await().atMost(LIMIT).until(() -> value.getAsDouble() == expected);
  }

  /** Remembers observations, and counts those that are open and their scopes. Thread-safe. */
  private static final class Recorder implements ObservationHandler<Observation.Context> {

    final AtomicInteger started = new AtomicInteger();
    final AtomicInteger stopped = new AtomicInteger();
    final AtomicInteger scopes = new AtomicInteger();
    final List<Observation.Context> ended = new CopyOnWriteArrayList<>();
    private final Map<Observation.Context, Boolean> twice = new ConcurrentHashMap<>();

    int open() {
      return started.get() - stopped.get();
    }

    Observation.Context find(String name, String contextualName) {
      List<Observation.Context> found =
          ended.stream()
              .filter(context -> name.equals(context.getName()))
              .filter(context -> contextualName.equals(context.getContextualName()))
              .toList();
      assertThat(found).as("%s %s in %s", name, contextualName, ended).hasSize(1);
      return found.get(0);
    }

    Map<String, String> lowKeys(String name, String contextualName) {
      return find(name, contextualName).getLowCardinalityKeyValues().stream()
          .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    @Override
    public void onStart(Observation.Context context) {
      started.incrementAndGet();
    }

    @Override
    public void onScopeOpened(Observation.Context context) {
      scopes.incrementAndGet();
    }

    @Override
    public void onScopeClosed(Observation.Context context) {
      scopes.decrementAndGet();
    }

    @Override
    public void onStop(Observation.Context context) {
      assertThat(twice.put(context, true)).isNull();
      if (ended.size() < 100) {
        ended.add(context);
      }
      stopped.incrementAndGet();
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }
}
