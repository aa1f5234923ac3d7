package io.tightwire.telemetry.opentelemetry;

import static io.tightwire.telemetry.opentelemetry.Telemetry.LIMIT;
import static io.tightwire.telemetry.opentelemetry.Telemetry.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.tightwire.MethodStats;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcServer;
import io.tightwire.RpcTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests which spans there are, whose children they are, and where they are current. */
@Timeout(120)
final class OtelTreeTest {

  private static final String SHOP = "com.acme.Shop/";

  private final Telemetry telemetry = new Telemetry();
  private final TightwireTelemetry tightwire = TightwireTelemetry.create(telemetry.sdk);
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(telemetry));
  private final ShopService service = new ShopService();
  private final RpcServer server = server("inproc://*", service);
  private final RpcClient client = client(server.endpoint());
  private final ShopStub shop = new ShopStub(client);

  private RpcServer server(String endpoint, ShopService implementation) {
    RpcServer made =
        RpcServer.builder()
            .interceptor(tightwire.server())
            .service(new ShopSkeleton(implementation))
            .build();
    opened.add(made);
    made.bind(endpoint);
    made.start();
    return made;
  }

  private RpcClient client(String... endpoints) {
    RpcClient.Builder builder = RpcClient.builder().interceptor(tightwire.client()).timeout(LIMIT);
    RpcClient made =
        (endpoints.length == 1 ? builder.endpoint(endpoints[0]) : builder.endpoints(endpoints))
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

  /** Checks that the application's span is the parent of the client's, and that of the server's. */
  private SpanData[] assertChain(String app, List<SpanData> spans, String method) {
    SpanData sent = only(spans, SpanKind.CLIENT, SHOP + method);
    SpanData received = only(spans, SpanKind.SERVER, SHOP + method);
    assertThat(sent.getParentSpanId()).isEqualTo(app);
    assertThat(received.getParentSpanId()).isEqualTo(sent.getSpanId());
    assertThat(received.getTraceId()).isEqualTo(sent.getTraceId());
    assertThat(received.getParentSpanContext().isRemote()).isTrue();
    return new SpanData[] {sent, received};
  }

  @Test
  void blockingCallHasAClientSpanAndItsServerSpan() throws Exception {
    String app = telemetry.inSpan(() -> assertThat(shop.price("bread").remote()).isEqualTo(5));

    SpanData[] chain = assertChain(app, telemetry.spans(3), "price");
    assertThat(service.seen).containsExactly(chain[1].getSpanId());
    assertThat(chain[0].getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(chain[1].getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void callsOfAHandlerAreChildrenOfItsSpan() throws Exception {
    ShopService next = new ShopService();
    service.elsewhere = new ShopStub(client(server("inproc://*", next).endpoint()));

    String app = telemetry.inSpan(() -> shop.priceElsewhere("bread").remote());

    List<SpanData> spans = telemetry.spans(5);
    SpanData[] outer = assertChain(app, spans, "priceElsewhere");
    SpanData[] inner = assertChain(outer[1].getSpanId(), spans, "price");
    assertThat(next.seen).containsExactly(inner[1].getSpanId());
  }

  @Test
  void stagesOfAFutureSeeTheSpanOfTheCaller() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    String app =
        telemetry.inSpan(
            () ->
                shop.priceBehindGate("bread")
                    .remoteFuture()
                    .thenApply(price -> seen.complete(currentSpan())));
    service.gate.countDown();

    assertThat(seen.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(app);
    SpanData[] chain = assertChain(app, telemetry.spans(3), "priceBehindGate");
    assertThat(service.seen).containsExactly(chain[1].getSpanId());
  }

  @Test
  void stagesOfAnAsynchronousCallSeeTheSpanOfTheCallerWhenItFails() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    String app =
        telemetry.inSpan(
            () ->
                shop.priceBehindGate("bread")
                    .remoteAsync(Duration.ofMillis(50))
                    .whenComplete((price, failure) -> seen.complete(currentSpan())));

    assertThat(seen.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(app);
    service.gate.countDown();
    SpanData[] chain = assertChain(app, telemetry.spans(3), "priceBehindGate");
    assertThat(chain[0].getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void stageOfTheHandlerBelongsToItsSpan() throws Exception {
    String app = telemetry.inSpan(() -> shop.priceLater("bread").remote());

    SpanData[] chain = assertChain(app, telemetry.spans(3), "priceLater");
    assertThat(service.seen).containsExactly(chain[1].getSpanId());
  }

  @Test
  void callbacksWithoutASpanOfTheCallerSeeNone() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    CompletableFuture<Boolean> stage =
        shop.priceBehindGate("bread")
            .remoteFuture()
            .thenApply(price -> seen.complete(currentSpan()));
    service.gate.countDown();

    assertThat(stage.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(seen.join()).isEqualTo(SpanId.getInvalid());
    assertChain(SpanId.getInvalid(), telemetry.spans(2), "priceBehindGate");
  }

  @Test
  void oneWayCallHasBothSpans() throws Exception {
    String app = telemetry.inSpan(() -> shop.visit("Ada").remoteOneWay());

    SpanData[] chain = assertChain(app, telemetry.spans(3), "visit");
    assertThat(service.seen).containsExactly(chain[1].getSpanId());
  }

  @Test
  void itemsOfAPulledStreamAreMadeUnderTheSpanOfTheServer() throws Exception {
    String app =
        telemetry.inSpan(
            () -> {
              try (RemoteStream<Integer> queue = shop.queue(500).remoteStreaming()) {
                List<Integer> read = new ArrayList<>();
                queue.forEachRemaining(read::add);
                assertThat(read).hasSize(500);
                assertThat(currentSpan()).isNotEqualTo(SpanId.getInvalid());
              }
            });

    SpanData[] chain = assertChain(app, telemetry.spans(3), "queue");
    assertThat(service.seen).hasSize(501).containsOnly(chain[1].getSpanId());
  }

  @Test
  void signalsOfAPushedStreamSeeTheSpanOfTheCaller() throws Exception {
    Signals signals = new Signals(Long.MAX_VALUE);
    String app =
        telemetry.inSpan(() -> shop.arrivals(100).remotePublisher().subscribe(signals));

    signals.ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    SpanData[] chain = assertChain(app, telemetry.spans(3), "arrivals");
    // onSubscribe, 100 items, onComplete
    assertThat(signals.seen).hasSize(102).containsOnly(app);
    assertThat(service.seen).containsExactly(chain[1].getSpanId());
  }

  @Test
  void failureOfAPushedStreamIsToldUnderTheSpanOfTheCaller() throws Exception {
    Signals signals = new Signals(1);
    String app =
        telemetry.inSpan(
            () -> shop.silence().remotePublisher(Duration.ofMillis(50)).subscribe(signals));

    assertThatThrownBy(() -> signals.ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .hasCauseInstanceOf(RpcTimeoutException.class);
    assertChain(app, telemetry.spans(3), "silence");
    assertThat(signals.seen).hasSize(2).containsOnly(app);
  }

  @Test
  void streamThatIsClosedEarlyEndsItsSpansOnce() throws Exception {
    String app =
        telemetry.inSpan(
            () -> {
              try (RemoteStream<Integer> queue =
                  shop.queue(Integer.MAX_VALUE).remoteStreaming()) {
                assertThat(queue.next()).isEqualTo(1);
              }
            });

    SpanData[] chain = assertChain(app, telemetry.spans(3), "queue");
    assertThat(chain[0].getAttributes().get(Conventions.STATUS_CODE)).isEqualTo("CANCELLED");
    assertThat(chain[1].getAttributes().get(Conventions.STATUS_CODE)).isEqualTo("CANCELLED");
  }

  @Test
  void subscriptionThatIsCancelledEndsItsSpansOnce() throws Exception {
    Signals signals = new Signals(1);
    String app =
        telemetry.inSpan(() -> shop.silence().remotePublisher().subscribe(signals));
    signals.subscribed.get(LIMIT.toSeconds(), TimeUnit.SECONDS).cancel();

    assertChainOrClientOnly(app, "silence");
  }

  @Test
  void streamWhoseDeadlinePassesEndsItsSpansOnce() throws Exception {
    String app =
        telemetry.inSpan(
            () -> {
              try (RemoteStream<Integer> silence =
                  shop.silence().remoteStreaming(Duration.ofMillis(50))) {
                assertThatThrownBy(silence::hasNext).isInstanceOf(RpcTimeoutException.class);
              }
            });

    SpanData sent = assertChain(app, telemetry.spans(3), "silence")[0];
    assertThat(sent.getAttributes().get(Conventions.ERROR_TYPE)).isEqualTo("DEADLINE_EXCEEDED");
  }

  @Test
  void streamThatIsAbandonedEndsItsSpansOnce() throws Exception {
    String app =
        telemetry.inSpan(
            () -> assertThat(shop.queue(Integer.MAX_VALUE).remoteStreaming().next()).isEqualTo(1));

    await()
        .atMost(LIMIT)
        .until(
            () -> {
              System.gc();
              return telemetry.exported() == 3;
            });
    assertChain(app, telemetry.spans(3), "queue");
  }

  @Test
  void cancelledFutureEndsItsSpansOnce() throws Exception {
    String app =
        telemetry.inSpan(
            () -> {
              CompletableFuture<Integer> price = shop.priceBehindGate("bread").remoteFuture();
              service.atGate.await();
              price.cancel(false);
            });
    service.gate.countDown();

    SpanData[] chain = assertChain(app, telemetry.spans(3), "priceBehindGate");
    assertThat(chain[0].getAttributes().get(Conventions.STATUS_CODE)).isEqualTo("CANCELLED");
  }

  @Test
  void callThatMovesToAnotherServerHasOneClientSpanWithAnEvent() throws Exception {
    ShopService[] services = {new ShopService(), new ShopService()};
    RpcServer[] servers = {
      server("tcp://127.0.0.1:*", services[0]), server("tcp://127.0.0.1:*", services[1])
    };
    ShopStub fleet =
        new ShopStub(client(servers[0].endpoint(), servers[1].endpoint()));

    CompletableFuture<String> name = new CompletableFuture<>();
    String app =
        telemetry.inSpan(
            () -> fleet.name().remoteFuture().whenComplete((v, e) -> name.complete(v)));
    int first = indexOfBusy(services);
    int last = 1 - first;
    servers[first].shutdownNow();
    services[last].gate.countDown();

    assertThat(name.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("shop");
    services[first].gate.countDown();
    List<SpanData> spans = telemetry.spans(4);
    SpanData sent = only(spans, SpanKind.CLIENT, SHOP + "name");
    assertThat(sent.getParentSpanId()).isEqualTo(app);
    assertThat(spans.stream().filter(span -> span.getKind() == SpanKind.SERVER))
        .hasSize(2)
        .allMatch(span -> span.getParentSpanId().equals(sent.getSpanId()));
    long port = port(servers[last]);
    assertThat(sent.getAttributes().get(Conventions.PEER_ADDRESS)).isEqualTo("127.0.0.1");
    assertThat(sent.getAttributes().get(Conventions.PEER_PORT)).isEqualTo(port);
    assertThat(sent.getEvents())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getName()).isEqualTo(Conventions.ATTEMPT);
              assertThat(event.getAttributes().get(Conventions.ATTEMPT_NUMBER)).isEqualTo(2);
              assertThat(event.getAttributes().get(Conventions.ATTEMPT_REASON))
                  .isIn("retry", "refused");
              assertThat(event.getAttributes().get(Conventions.PEER_PORT)).isEqualTo(port);
              assertThat(event.getEpochNanos())
                  .isBetween(sent.getStartEpochNanos(), sent.getEndEpochNanos());
            });
  }

  private static int indexOfBusy(ShopService[] services) {
    await()
        .atMost(LIMIT)
        .until(() -> services[0].atGate.getCount() + services[1].atGate.getCount() == 1);
    return services[0].atGate.getCount() == 0 ? 0 : 1;
  }

  private static long port(RpcServer server) {
    String endpoint = server.endpoint();
    return Long.parseLong(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }

  @Test
  void failureOfAHandlerIsAnErrorOnBothSides() throws Exception {
    String app =
        telemetry.inSpan(
            () ->
                assertThatThrownBy(() -> shop.broken("no flour").remote())
                    .isInstanceOf(RpcRemoteException.class));

    SpanData[] chain = assertChain(app, telemetry.spans(3), "broken");
    for (SpanData span : chain) {
      assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(span.getEvents()).singleElement().extracting("name").isEqualTo("exception");
    }
  }

  @Test
  void unknownMethodHasAServerSpan() throws Exception {
    String app =
        telemetry.inSpan(
            () ->
                assertThatThrownBy(() -> new Shop_LaterStub(client).discount("bread").remote())
                    .isInstanceOf(RpcMethodNotFoundException.class));

    List<SpanData> spans = telemetry.spans(3);
    SpanData sent = only(spans, SpanKind.CLIENT, SHOP + "discount");
    SpanData received = only(spans, SpanKind.SERVER, "tightwire");
    assertThat(sent.getParentSpanId()).isEqualTo(app);
    assertThat(received.getParentSpanId()).isEqualTo(sent.getSpanId());
    assertThat(received.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(received.getAttributes().get(Conventions.METHOD)).isEqualTo("_OTHER");
    assertThat(received.getAttributes().get(Conventions.METHOD_ORIGINAL))
        .isEqualTo(SHOP + "discount");
  }

  @Test
  void serverSpanStartsWhenTheRequestArrives() throws Exception {
    ShopService busy = new ShopService();
    RpcServer narrow =
        RpcServer.builder()
            .interceptor(tightwire.server())
            .service(new ShopSkeleton(busy))
            .workers(1)
            .build();
    opened.add(narrow);
    narrow.bind("inproc://*");
    narrow.start();
    ShopStub queue = new ShopStub(client(narrow.endpoint()));
    CompletableFuture<Integer> first = queue.priceBehindGate("bread").remoteFuture();
    busy.atGate.await();
    CompletableFuture<Integer> second = queue.price("cheese").remoteFuture();
    await().atMost(LIMIT).until(() -> queued(narrow) == 1);
    long arrived = EpochClock.nanos();
    busy.gate.countDown();
    first.join();
    second.join();

    SpanData queued = only(telemetry.spans(4), SpanKind.SERVER, SHOP + "price");
    assertThat(queued.getStartEpochNanos()).isLessThanOrEqualTo(arrived);
    assertThat(queued.getEndEpochNanos()).isGreaterThanOrEqualTo(arrived);
  }

  private static int queued(RpcServer server) {
    return server.stats().methods().stream().mapToInt(MethodStats::queued).sum();
  }

  private void assertChainOrClientOnly(String app, String method) {
    List<SpanData> spans = telemetry.settled();
    SpanData sent = only(spans, SpanKind.CLIENT, SHOP + method);
    assertThat(sent.getParentSpanId()).isEqualTo(app);
    assertThat(sent.getAttributes().get(Conventions.STATUS_CODE)).isEqualTo("CANCELLED");
  }

  private static String currentSpan() {
    return Span.current().getSpanContext().getSpanId();
  }

  /** A subscriber that remembers which span was current in each signal. */
  private static final class Signals implements Flow.Subscriber<Integer> {

    final List<String> seen = new CopyOnWriteArrayList<>();
    final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
    final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private final long demand;

    Signals(long demand) {
      this.demand = demand;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      seen.add(currentSpan());
      subscription.request(demand);
      subscribed.complete(subscription);
    }

    @Override
    public void onNext(Integer item) {
      seen.add(currentSpan());
    }

    @Override
    public void onError(Throwable failure) {
      seen.add(currentSpan());
      ended.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      seen.add(currentSpan());
      ended.complete(true);
    }
  }
}
