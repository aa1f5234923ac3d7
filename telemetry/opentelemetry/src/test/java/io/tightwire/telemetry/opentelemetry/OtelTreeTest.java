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
import io.tightwire.Balancing;
import io.tightwire.MethodStats;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcServer;
import io.tightwire.RpcTimeoutException;
import io.tightwire.ServerStatus;
import io.tightwire.testing.TestBed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests which spans there are, whose children they are, and where they are current. */
@Timeout(120)
final class OtelTreeTest {

  private static final String SHOP = "com.acme.Shop/";

  /** A deadline that passes, but not before the call has reached its server. */
  private static final Duration SHORT = Duration.ofMillis(300);

  private final Telemetry telemetry = new Telemetry();
  private final TightwireTelemetry tightwire = TightwireTelemetry.create(telemetry.sdk);
  private final List<AutoCloseable> opened = new ArrayList<>(List.of(telemetry));
  private final ShopService service = new ShopService();
  private final RpcServer server = start(server(), "inproc://*", service);
  private final RpcClient client = client(it -> it.endpoint(server.endpoint()));
  private final ShopStub shop = new ShopStub(client);

  private RpcServer.Builder server() {
    return RpcServer.builder().interceptor(tightwire.server());
  }

  private RpcServer start(RpcServer.Builder builder, String endpoint, ShopService implementation) {
    RpcServer made = bind(builder, endpoint, implementation);
    made.start();
    return made;
  }

  private RpcServer bind(RpcServer.Builder builder, String endpoint, ShopService implementation) {
    RpcServer made = builder.service(new ShopSkeleton(implementation)).build();
    opened.add(made);
    made.bind(endpoint);
    return made;
  }

  private RpcClient client(UnaryOperator<RpcClient.Builder> targets) {
    RpcClient made =
        targets.apply(RpcClient.builder().interceptor(tightwire.client()).timeout(LIMIT)).build();
    opened.add(made);
    return made;
  }

  private static long ready(RpcClient client) {
    return client.servers().stream()
        .filter(server -> server.state() == ServerStatus.State.READY)
        .count();
  }

  @BeforeEach
  void connect() throws InterruptedException {
    assertThat(client.awaitConnected(LIMIT)).isTrue(); // or short deadlines end before
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
    RpcServer nextServer = start(server(), "inproc://*", next);
    service.elsewhere = new ShopStub(client(it -> it.endpoint(nextServer.endpoint())));

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
            () -> {
              var unused =
                  shop.priceBehindGate("bread")
                      .remoteFuture()
                      .thenApply(price -> seen.complete(currentSpan()));
            });
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
                    .remoteAsync(SHORT)
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
    String app = telemetry.inSpan(() -> shop.arrivals(100).remotePublisher().subscribe(signals));

    signals.ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    SpanData[] chain = assertChain(app, telemetry.spans(3), "arrivals");
    // onSubscribe, 100 items, onComplete
    assertThat(signals.seen).hasSize(102).containsOnly(app);
    assertThat(service.seen).containsExactly(chain[1].getSpanId());
  }

  @Test
  void failureOfAPushedStreamIsToldUnderTheSpanOfTheCaller() throws Exception {
    Signals signals = new Signals(1);
    String app = telemetry.inSpan(() -> shop.silence().remotePublisher(SHORT).subscribe(signals));

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
              try (RemoteStream<Integer> queue = shop.queue(Integer.MAX_VALUE).remoteStreaming()) {
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
    String app = telemetry.inSpan(() -> shop.silence().remotePublisher().subscribe(signals));
    signals.subscribed.get(LIMIT.toSeconds(), TimeUnit.SECONDS).cancel();

    assertChainOrClientOnly(app, "silence");
  }

  @Test
  void streamWhoseDeadlinePassesEndsItsSpansOnce() throws Exception {
    String app =
        telemetry.inSpan(
            () -> {
              try (RemoteStream<Integer> silence = shop.silence().remoteStreaming(SHORT)) {
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
    RpcServer busy =
        start(server().maxConcurrentCalls(1).maxQueuedCalls(1), "tcp://127.0.0.1:*", service);
    ShopService spare = new ShopService();
    RpcServer other = bind(server(), "tcp://127.0.0.1:*", spare);
    RpcClient fleetClient =
        client(
            builder ->
                builder
                    .endpoints(busy.endpoint(), other.endpoint())
                    .balancing(Balancing.pickFirst()));
    ShopStub fleet = new ShopStub(fleetClient);
    CompletableFuture<Integer> running = fleet.priceBehindGate("bread").remoteFuture();
    service.atGate.await();
    other.start();
    await().atMost(LIMIT).until(() -> ready(fleetClient) == 2);
    CompletableFuture<Integer> waiting = fleet.priceBehindGate("bread").remoteFuture();
    await().atMost(LIMIT).until(() -> queued(busy) == 1);

    String app = telemetry.inSpan(() -> fleet.price("cheese").remote());
    service.gate.countDown();
    CompletableFuture.allOf(running, waiting).get(LIMIT.toSeconds(), TimeUnit.SECONDS);

    List<SpanData> spans = telemetry.spans(1 + 3 + 4); // the call has a span on either server
    SpanData sent = only(spans, SpanKind.CLIENT, SHOP + "price");
    assertThat(sent.getParentSpanId()).isEqualTo(app);
    List<SpanData> received =
        spans.stream().filter(span -> span.getParentSpanId().equals(sent.getSpanId())).toList();
    assertThat(received)
        .extracting(span -> span.getAttributes().get(Conventions.REJECTION_REASON))
        .containsExactlyInAnyOrder("lane_full", null);
    assertThat(received)
        .filteredOn(span -> span.getAttributes().get(Conventions.REJECTION_REASON) == null)
        .extracting(SpanData::getSpanId)
        .isEqualTo(spare.seen);
    assertThat(sent.getAttributes().get(Conventions.PEER_ADDRESS)).isEqualTo("127.0.0.1");
    assertThat(sent.getAttributes().get(Conventions.PEER_PORT)).isEqualTo(port(other));
    assertThat(sent.getEvents())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getName()).isEqualTo(Conventions.ATTEMPT);
              assertThat(event.getAttributes().get(Conventions.ATTEMPT_NUMBER)).isEqualTo(2);
              assertThat(event.getAttributes().get(Conventions.ATTEMPT_REASON))
                  .isEqualTo("refused");
              assertThat(event.getAttributes().get(Conventions.PEER_PORT)).isEqualTo(port(other));
              assertThat(event.getEpochNanos())
                  .isBetween(sent.getStartEpochNanos(), sent.getEndEpochNanos());
            });
  }

  @Test
  void callThatIsRetriedHasOneClientSpanWithAnEvent() throws Exception {
    service.gate.countDown();
    try (TestBed bed =
        TestBed.builder()
            .servers(2)
            .services(new ShopSkeleton(service))
            .server(builder -> builder.interceptor(tightwire.server()))
            .client(builder -> builder.interceptor(tightwire.client()))
            .start()) {
      bed.faults().disconnectOn("name");
      String app = telemetry.inSpan(() -> bed.stub(ShopStub::new).name().remote());

      SpanData sent = assertChain(app, telemetry.spans(3), "name")[0];
      assertThat(sent.getEvents())
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.getAttributes().get(Conventions.ATTEMPT_REASON))
                      .isEqualTo("retry"));
    }
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
    RpcServer narrow = start(server().maxConcurrentCalls(1), "inproc://*", busy);
    ShopStub queue = new ShopStub(client(it -> it.endpoint(narrow.endpoint())));
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
