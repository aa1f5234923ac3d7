package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tightwire.CurveKeyPair;
import io.tightwire.OpenDuplex;
import io.tightwire.OpenUpload;
import io.tightwire.RemoteCall;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.it.Bank.Account;
import io.tightwire.it.Bank.Booking;
import io.tightwire.it.Bank.Currency;
import io.tightwire.it.Bank.OverdrawnException;
import io.tightwire.it.Mirror.Boxes;
import io.tightwire.it.Mirror.Colour;
import io.tightwire.it.Mirror.Names;
import io.tightwire.it.Mirror.Numbers;
import io.tightwire.it.Mirror.Page;
import io.tightwire.it.Mirror.Primitives;
import io.tightwire.it.Mirror.Shape;
import io.tightwire.it.Mirror.Times;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that clients in Java can call a server written in Python, from docs/PROTOCOL.md alone. */
final class PythonServerTest extends ProcessScenario {

  private static final Duration SHORT = Duration.ofMillis(100);

  @BeforeEach
  void requirePython() {
    Python.require();
  }

  private ChildProcess serve(String... keys) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(anywhere()));
    arguments.addAll(List.of(keys));
    return startScript("server.py", arguments.toArray(new String[0]));
  }

  private WorkshopStub visit(ChildProcess server) {
    return visit(endpointOf(server));
  }

  @Test
  void everyModeGetsItsResponse() throws Exception {
    ChildProcess server = serve();
    WorkshopStub workshop = visit(server);

    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(workshop.work("chairs").remoteAsync())
        .succeedsWithin(AT_ONCE)
        .isEqualTo("chairs done");
    assertThat(workshop.countLater(1L << 40).remoteFuture(LONG))
        .succeedsWithin(AT_ONCE)
        .isEqualTo((1L << 40) + 1);
    workshop.submit("sweep").remoteOneWay();
    server.await("was told to sweep");
    try (RemoteStream<Integer> numbers = workshop.numbers(5_000).remoteStreaming(LONG)) {
      assertThat((Iterable<Integer>) numbers)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 5_000).boxed().toList());
    }
    Collected<Integer> fed = Collected.from(workshop.feed(100).remotePublisher());
    assertThat(fed.awaitEnd()).isNull();
    assertThat(fed.items()).hasSize(100);
    assertThat(workshop.store(new byte[1 << 20]).remote(LONG)).hasSize(1 << 20);
  }

  @Test
  void itemsComeAsFarAsTheyAreAskedFor() throws Exception {
    WorkshopStub workshop = visit(serve());
    Collected<Integer> fed = Collected.from(workshop.feed(1_000).remotePublisher(), 2);

    await().atMost(Signal.PATIENCE).until(() -> fed.items().size() >= 2);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3); // a third would have come before
    assertThat(fed.items()).containsExactly(1, 2);
    assertThat(fed.isEnded()).as("an item too many ends it").isFalse();

    fed.request(998);
    assertThat(fed.awaitEnd()).isNull();
    assertThat(fed.items()).hasSize(1_000);
  }

  @Test
  void largeItemsComeAsFarAsTheirBytesAreGranted() throws Exception {
    WorkshopStub workshop = visit(serve());
    int read = 0;
    try (RemoteStream<byte[]> crates = workshop.crates(100, 100_000).remoteStreaming(LONG)) {
      for (int i = 0; i < 50; i++) { // enough time for an item too many, which would end it
        assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
      }
      while (crates.hasNext()) {
        assertThat(crates.next()).hasSize(100_000);
        read++;
      }
    }
    assertThat(read).isEqualTo(100);
  }

  private DepotStub depot(ChildProcess server) {
    return new DepotStub(connect(RpcClient.builder().endpoint(endpointOf(server))));
  }

  private static Stream<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed();
  }

  @Test
  void streamsAreSentAsFarAsTheyAreAskedFor() throws Exception {
    DepotStub depot = depot(serve());
    AtomicInteger closed = new AtomicInteger();

    assertThat(depot.sum(numbers(5_000).onClose(closed::incrementAndGet)).remote(LONG))
        .isEqualTo(12_502_500L);
    assertThat(depot.sum(Stream.empty()).remoteFuture(LONG)).succeedsWithin(AT_ONCE).isEqualTo(0L);
    Stream<Integer> endless = Stream.iterate(1, n -> n + 1);
    assertThat(depot.first(1_000, endless.onClose(closed::incrementAndGet)).remote(LONG))
        .as("STOP, then a result")
        .isEqualTo(1_000);
    assertThat(closed).hasValue(2);
    try (RemoteStream<Integer> squares = depot.squares(numbers(1_000)).remoteStreaming(LONG)) {
      assertThat((Iterable<Integer>) squares)
          .containsExactlyElementsOf(numbers(1_000).map(n -> n * n).toList());
    }
  }

  @Test
  void itemsAreSentOneByOne() throws Exception {
    DepotStub depot = depot(serve());
    try (OpenUpload<Integer, Long> sum = depot.sum().open()) {
      for (int i = 1; i <= 300; i++) {
        sum.send(i);
      }
      sum.complete();
      assertThat(sum.result(LONG)).isEqualTo(45_150L);
    }
    try (OpenDuplex<Integer, Integer> squares = depot.squares().open()) {
      squares.send(3);
      assertThat(squares.next()).isEqualTo(9);
      squares.send(4);
      assertThat(squares.next()).isEqualTo(16);
      squares.complete();
      assertThat(squares.hasNext()).isFalse();
    }
  }

  @Test
  void failingSourceCancelsTheCall() throws Exception {
    ChildProcess server = serve();
    try (OpenUpload<byte[], Long> store = depot(server).store("broken").open()) {
      store.send(new byte[10]);
      store.fail(new IOException("disk"));
      assertThat(catchThrowableOfType(RpcStreamingException.class, store::result))
          .hasRootCauseInstanceOf(IOException.class);
    }
    server.await("cancelled: broken");
  }

  @Test
  void streamThatItsReaderLeavesIsCancelled() throws Exception {
    ChildProcess server = serve();
    try (RemoteStream<Integer> numbers =
        visit(server).numbers(Integer.MAX_VALUE).remoteStreaming(LONG)) {
      assertThat(numbers.next()).isEqualTo(1);
    }
    server.await("numbers cancelled");
  }

  @Test
  void declaredExceptionComesWithItsState() throws Exception {
    BankStub bank = new BankStub(connect(RpcClient.builder().endpoint(endpointOf(serve()))));

    assertThat(bank.withdraw("Ada", new BigDecimal("12.50")).remote(LONG))
        .isEqualTo(new Account("Ada", Currency.CHF, new BigDecimal("87.50")));
    RpcRemoteException overdrawn =
        catchThrowableOfType(
            RpcRemoteException.class,
            () -> bank.withdraw("Ada", new BigDecimal("100.01")).remote(LONG));
    assertOverdrawn(overdrawn.getCause(), "0.01");
    assertThat(overdrawn.mayHaveExecuted()).isTrue();

    try (RemoteStream<Booking> bookings = bank.bookings("Ada").remoteStreaming(LONG)) {
      assertThat(bookings.next())
          .isEqualTo(new Booking(1, new BigDecimal("100.00"), Optional.empty(), List.of()));
      RpcStreamingException broken =
          catchThrowableOfType(RpcStreamingException.class, bookings::hasNext);
      assertThat(broken).rootCause().satisfies(cause -> assertOverdrawn(cause, "100.00"));
    }
  }

  private static void assertOverdrawn(@Nullable Throwable cause, String missing) {
    assertThat(cause)
        .isInstanceOfSatisfying(
            OverdrawnException.class,
            e -> {
              assertThat(e.owner()).isEqualTo("Ada");
              assertThat(e.missing()).isEqualByComparingTo(missing);
            });
  }

  @Test
  void exceptionOfPythonIsReportedByItsName() throws Exception {
    WorkshopStub workshop = visit(serve());
    RpcRemoteException failure =
        catchThrowableOfType(
            RpcRemoteException.class, () -> workshop.work("a mistake").remote(LONG));
    assertThat(failure).hasMessageContaining("off by one");
    assertThat(failure.remoteType()).contains("ArithmeticError");
    assertThat(failure.status()).isEqualTo(RpcStatus.UNKNOWN);
  }

  @Test
  void invalidCallsFailWithTheReasonAndAreNotRun() throws Exception {
    ChildProcess server = serve();
    RenovatedWorkshopStub other =
        new RenovatedWorkshopStub(connect(RpcClient.builder().endpoint(endpointOf(server))));

    assertNotRun(RpcMethodNotFoundException.class, other.polish("chairs"), "not found");
    assertNotRun(RpcProtocolException.class, other.add(1), "2 arguments, not 1");
    assertNotRun(RpcProtocolException.class, other.work(1), "expected str, found 1");
    try (RemoteStream<String> later = other.workLater("chairs").remoteStreaming(LONG)) {
      assertThat(catchThrowableOfType(RpcException.class, later::hasNext))
          .hasMessageContaining("is it a stream");
    }
    assertThat(server.toString()).doesNotContain("works on");
  }

  private static void assertNotRun(
      Class<? extends RpcException> type, RemoteCall<?> call, String message) {
    RpcException failure = catchThrowableOfType(type, () -> call.remote(LONG));
    assertThat(failure).hasMessageContaining(message);
    assertThat(failure.mayHaveExecuted()).isFalse();
  }

  @Test
  void deadlineCallsItsHandlerOff() throws Exception {
    ChildProcess server = serve();
    WorkshopStub workshop = visit(server);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);

    // On a busy machine a short deadline passes before the call is sent.
    for (Duration timeout = SHORT;
        !server.toString().contains("works on endless");
        timeout = timeout.multipliedBy(2)) {
      RemoteCall<String> call = workshop.work("endless").withTimeout(timeout);
      assertThat(catchThrowableOfType(RpcTimeoutException.class, call::remote)).isNotNull();
    }

    server.await("cancelled: endless");
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
  }

  @Test
  void serverKeepsTheDeadlineOfAOneWayCall() throws Exception {
    ChildProcess server = serve();
    WorkshopStub workshop = visit(server);

    for (Duration timeout = SHORT;
        !server.toString().contains("works on endless");
        timeout = timeout.multipliedBy(2)) {
      workshop.work("endless").withTimeout(timeout).remoteOneWay();
      assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3); // came after it
    }

    server.await("cancelled: endless");
  }

  @Test
  void cancelledCallIsCancelledOnTheServer() throws Exception {
    ChildProcess server = serve();
    CompletableFuture<String> endless = visit(server).work("endless").remoteFuture(LONG);
    server.await("works on endless");

    endless.cancel(true);

    server.await("cancelled: endless");
  }

  @Test
  void callThatWasGivenUpWhileTheServerWasFrozenIsNotRun() throws Exception {
    ChildProcess server = serve();
    WorkshopStub workshop = visit(server);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    server.signal("STOP");

    assertThat(
            catchThrowableOfType(
                RpcTimeoutException.class, () -> workshop.work("in vain").remote(SHORT)))
        .isNotNull();
    assertThat( // its end shows that the first one's cancellation was sent
            catchThrowableOfType(RpcTimeoutException.class, () -> workshop.add(1, 2).remote(SHORT)))
        .isNotNull();
    server.signal("CONT");

    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(server.toString()).doesNotContain("works on in vain");
  }

  @Test
  void bothSidesRespondToPings() throws Exception {
    ChildProcess server = serve();
    RpcClient.Builder attentive =
        RpcClient.builder().endpoint(endpointOf(server)).heartbeat(Duration.ofMillis(50), LONG);

    assertThat(visit(server).add(1, 2).remote(LONG)).isEqualTo(3);
    server.await("received a PONG"); // it waits half a second
    assertThat(new WorkshopStub(connect(attentive)).add(1, 2).remote(LONG)).isEqualTo(3);
    server.await("responded to a PING");
  }

  @Test
  void serverThatIsNotReadyGetsNoCalls() throws Exception {
    ChildProcess server = serve();
    RpcClient client = connect(RpcClient.builder().endpoint(endpointOf(server)));
    WorkshopStub workshop = new WorkshopStub(client);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    server.say("unready workshop");
    await().atMost(LONG).until(() -> client.servers().get(0).notReadyFor().contains("workshop"));
    CompletableFuture<String> waiting = workshop.work("a table").remoteFuture(LONG);
    server.say("ready workshop");
    assertThat(waiting).succeedsWithin(AT_ONCE).isEqualTo("a table done");
  }

  @Test
  void serverThatGoesAwayFinishesWhatIsOpen() throws Exception {
    ChildProcess server = serve();
    WorkshopStub workshop = visit(server);
    CompletableFuture<String> open = workshop.workLater("chairs").remoteFuture(LONG);
    server.await("will work on chairs");

    server.say("drain");
    server.await("drains");
    // A call that crosses the GOAWAY is refused; a later call waits for another connection.
    RpcException failure =
        catchThrowableOfType(RpcException.class, () -> workshop.work("a table").remote(SHORT));
    assertThat(failure.mayHaveExecuted()).isFalse();
    server.say("release");

    assertThat(open).succeedsWithin(AT_ONCE).isEqualTo("chairs done later");
    assertThat(server.awaitExit()).isZero();
    assertThat(server.toString()).doesNotContain("works on");
  }

  @Test
  void valuesOfEveryTypeComeBackAsTheyWent() throws Exception {
    MirrorStub mirror = new MirrorStub(connect(RpcClient.builder().endpoint(endpointOf(serve()))));
    Names names = new Names(new UUID(1, -1), URI.create("https://example.org/a?b"), Colour.GREEN);
    Numbers numbers =
        new Numbers(
            BigInteger.TWO.pow(300).negate(),
            new BigDecimal("-12345678901234567890.1234567890000"));
    Times times =
        new Times(
            Instant.parse("1815-12-10T01:02:03.000000004Z"),
            Duration.ofDays(-3).plusNanos(1),
            LocalDate.of(2024, 2, 29),
            LocalTime.MAX,
            LocalDateTime.MIN,
            OffsetDateTime.parse("2026-07-01T12:00:00.5+05:30"),
            ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Zurich]"),
            ZoneId.of("America/St_Johns"));
    Boxes boxes = new Boxes(true, null, 2L, 3.5, "four", Colour.BLUE, Optional.of(6));
    Shape shape = new Shape.Group(List.of(new Shape.Circle(1.5), Shape.Degenerate.POINT));
    Page<Names> page = new Page<>(List.of(names), Optional.of(names), 2);
    Map<String, List<Optional<Colour>>> containers =
        Map.of("z", List.of(Optional.of(Colour.RED), Optional.empty()));
    int[][] matrix = {{1, -2}, {}, {Integer.MAX_VALUE}};

    assertThat(
            mirror
                .primitives(true, (byte) -1, (short) 300, '\uffff', 1 << 20, -1L << 50, 1.1f, 1e300)
                .remote(LONG))
        .isEqualTo(
            new Primitives(
                true, (byte) -1, (short) 300, '\uffff', 1 << 20, -1L << 50, 1.1f, 1e300));
    assertThat(mirror.text("Grüezi, 你好, 👩‍🚀, \0").remote(LONG))
        .isEqualTo("Grüezi, 你好, 👩‍🚀, \0");
    assertThat(mirror.text(null).remote(LONG)).isNull();
    assertThat(mirror.buffer(ByteBuffer.wrap(new byte[300])).remote(LONG))
        .isEqualTo(ByteBuffer.allocate(300));
    assertThat(mirror.numbers(numbers.integer(), numbers.decimal()).remote(LONG))
        .isEqualTo(numbers);
    assertThat(mirror.times(times).remote(LONG)).isEqualTo(times);
    assertThat(mirror.names(names.uuid(), names.uri(), names.colour()).remote(LONG))
        .isEqualTo(names);
    assertThat(mirror.colour(Colour.RED).remote(LONG)).isEqualTo(Colour.RED);
    assertThat(mirror.boxes(boxes).remote(LONG)).isEqualTo(boxes);
    assertThat(mirror.containers(containers).remote(LONG)).isEqualTo(containers);
    assertThat(mirror.optional(Optional.empty()).remote(LONG)).isEmpty();
    assertThat(mirror.set(Set.of(Colour.RED, Colour.BLUE)).remote(LONG))
        .containsExactlyInAnyOrder(Colour.RED, Colour.BLUE);
    assertThat(mirror.shape(shape).remote(LONG)).isEqualTo(shape);
    Shape deep = shape;
    for (int levels = 4; levels + 3 < 64; levels += 3) {
      deep = new Shape.Group(List.of(deep)); // tag and value, components, parts
    }
    assertThat(mirror.shape(deep).remote(LONG)).isEqualTo(deep);
    assertThat(mirror.matrix(new int[300][300]).remote(LONG)).isDeepEqualTo(new int[300][300]);
    assertThat(mirror.page(page).remote(LONG)).isEqualTo(page);
    assertThat(mirror.matrix(matrix).remote(LONG)).isDeepEqualTo(matrix);
    assertThat(mirror.array(names, names).remote(LONG)).containsExactly(names, names);
    try (RemoteStream<Names> stream = mirror.stream(List.of(names)).remoteStreaming(LONG)) {
      assertThat((Iterable<Names>) stream).containsExactly(names);
    }
  }

  @Test
  void onlyKeysThatItKnowsComeIn() throws Exception {
    CurveKeyPair keys = CurveKeyPair.generate();
    CurveKeyPair ada = CurveKeyPair.generate();
    Path file = directory.resolve("server.key");
    keys.write(file);
    ChildProcess server = serve(file.toString(), ada.publicKey());
    RpcClient.Builder builder = RpcClient.builder().endpoint(endpointOf(server));

    WorkshopStub known = new WorkshopStub(connect(builder.curve(ada, keys.publicKey())));
    assertThat(known.work("chairs").remote(LONG)).isEqualTo("chairs done");
    WorkshopStub unknown =
        new WorkshopStub(connect(builder.curve(CurveKeyPair.generate(), keys.publicKey())));
    RpcPermissionException failure =
        catchThrowableOfType(
            RpcPermissionException.class, () -> unknown.work("a bomb").remote(LONG));

    assertThat(failure.status()).isEqualTo(RpcStatus.UNAUTHENTICATED);
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(server.toString()).doesNotContain("a bomb");
  }
}
