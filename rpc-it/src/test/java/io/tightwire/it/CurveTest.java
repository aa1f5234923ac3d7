package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.CallListener;
import io.tightwire.CurveAllowList;
import io.tightwire.CurveKeyPair;
import io.tightwire.OpenDuplex;
import io.tightwire.OpenUpload;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcContext;
import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.RpcUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests CURVE: servers authenticate clients, clients authenticate servers, and the traffic is
 * encrypted.
 */
final class CurveTest extends ProcessScenario {

  private static final CurveKeyPair SERVER = CurveKeyPair.generate();
  private static final CurveKeyPair ADA = CurveKeyPair.generate();
  private static final CurveKeyPair BOB = CurveKeyPair.generate();

  private final CurveAllowList guests = CurveAllowList.of(ADA.publicKey());
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final Signal begun = new Signal();
  private final Signal interrupted = new Signal();

  private RpcServer.Builder secured() {
    return RpcServer.builder()
        .service(
            new WorkshopSkeleton(
                new Workbench() {
                  @Override
                  public String work(String what) {
                    done.add(what);
                    return RpcContext.current().peerKey().orElse("nobody");
                  }

                  @Override
                  public String read(String what) {
                    return RpcContext.current().peer();
                  }

                  @Override
                  public String inOrder(int caller, int number) {
                    begun.raise();
                    try {
                      new Signal().await();
                    } catch (Signal.InterruptedWait e) {
                      interrupted.raise();
                      throw e;
                    }
                    return "never";
                  }
                }))
        .curve(SERVER, guests);
  }

  private WorkshopStub visit(RpcServer server, CurveKeyPair keys) {
    return new WorkshopStub(
        connect(
            RpcClient.builder()
                .endpoint(server.endpoint())
                .connectTimeout(Duration.ofSeconds(3))
                .curve(keys, SERVER.publicKey())));
  }

  @Test
  void everyModeWorksEncrypted() throws Exception {
    WorkshopStub workshop = visit(serve(secured()), ADA);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(workshop.workLater("chairs").remoteFuture(LONG).get())
        .isEqualTo("chairs done later");
    assertThat(workshop.store(new byte[1 << 20]).remote(LONG)).hasSize(1 << 20);
    try (RemoteStream<Integer> numbers = workshop.numbers(5_000).remoteStreaming(LONG)) {
      assertThat((Iterable<Integer>) numbers)
          .containsExactlyElementsOf(IntStream.rangeClosed(1, 5_000).boxed().toList());
    }
    Collected<Integer> fed = Collected.from(workshop.feed(100).remotePublisher());
    assertThat(fed.awaitEnd()).isNull();
    assertThat(fed.items()).hasSize(100);
    workshop.submit("sweep").remoteOneWay();
    assertThat(workshop.work("last").remote(LONG)).isEqualTo(ADA.publicKey());
  }

  @Test
  void streamsFromTheClientAndBothWaysWorkEncrypted() throws Exception {
    RpcServer server = serve(secured().service(new DepotSkeleton(new Warehouse())));
    DepotStub depot =
        new DepotStub(
            connect(
                RpcClient.builder().endpoint(server.endpoint()).curve(ADA, SERVER.publicKey())));
    Stream<Integer> numbers = IntStream.rangeClosed(1, 5_000).boxed();
    assertThat(depot.sum(numbers).remote(LONG)).isEqualTo(12_502_500L);
    try (OpenUpload<byte[], Long> upload = depot.store("a").withTimeout(LONG).open()) {
      for (int i = 0; i < 50; i++) {
        upload.send(new byte[100_000]);
      }
      upload.complete();
      assertThat(upload.result()).isEqualTo(5_000_000L);
    }
    try (OpenDuplex<Integer, Integer> duplex = depot.squares().withTimeout(LONG).open()) {
      for (int i = 1; i <= 100; i++) {
        duplex.send(i);
        assertThat(duplex.next()).isEqualTo(i * i);
      }
      duplex.complete();
      assertThat(duplex.hasNext()).isFalse();
    }
  }

  @Test
  void handlersKnowTheKeyOfWhoCalls() {
    guests.allow(BOB.publicKey());
    RpcServer server = serve(secured());
    assertThat(visit(server, ADA).work("").remote(LONG)).isEqualTo(ADA.publicKey());
    assertThat(visit(server, BOB).work("").remote(LONG)).isEqualTo(BOB.publicKey());
    assertThat(visit(server, BOB).read("").remote(LONG)).contains("with key " + BOB.publicKey());
  }

  @Test
  void interceptorsAuthorizeByKeyAndMethod() {
    guests.allow(BOB.publicKey());
    RpcServer server =
        serve(
            secured()
                .interceptor(
                    call -> {
                      boolean ada = call.peerKey().filter(ADA.publicKey()::equals).isPresent();
                      if (!ada && call.method().equals("work")) {
                        throw RpcPermissionException.denied("only Ada works");
                      }
                      return CallListener.NONE;
                    }));
    WorkshopStub bob = visit(server, BOB);
    assertThat(visit(server, ADA).work("a chair").remote(LONG)).isEqualTo(ADA.publicKey());
    assertThat(bob.add(1, 2).remote(LONG)).isEqualTo(3);
    RpcPermissionException failure =
        catchThrowableOfType(RpcPermissionException.class, () -> bob.work("a bomb").remote(LONG));
    assertThat(failure.status()).isEqualTo(RpcStatus.PERMISSION_DENIED);
    assertThat(done).containsExactly("a chair");
  }

  @Test
  void unknownKeyReachesNoHandlerUntilItIsAllowed() {
    WorkshopStub bob = visit(serve(secured()), BOB);

    RpcPermissionException failure =
        catchThrowableOfType(RpcPermissionException.class, () -> bob.work("a chair").remote(LONG));

    assertThat(failure.status()).isEqualTo(RpcStatus.UNAUTHENTICATED);
    assertThat(failure).hasMessageContaining("does not allow the key " + BOB.publicKey());
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(done).isEmpty();

    guests.allow(BOB.publicKey());
    assertThat(answerOf(bob)).isEqualTo(BOB.publicKey());
  }

  /** Returns the result of the first call that succeeds, after the client's key was allowed. */
  private static String answerOf(WorkshopStub bob) {
    long end = System.nanoTime() + Signal.PATIENCE.toNanos();
    while (true) {
      try {
        return bob.work("a chair").remote(LONG);
      } catch (RpcPermissionException e) {
        assertThat(System.nanoTime() - end).isNegative();
      }
    }
  }

  @Test
  void revokedKeyLosesItsCallsAndItsWayIn() {
    guests.allow(BOB.publicKey());
    RpcServer server = serve(secured());
    WorkshopStub ada = visit(server, ADA);
    WorkshopStub bob = visit(server, BOB);
    CompletableFuture<String> running = bob.inOrder(1, 1).remoteFuture(LONG);
    begun.await();
    assertThat(ada.add(1, 2).remote(LONG)).isEqualTo(3);

    guests.revoke(BOB.publicKey());

    interrupted.await();
    assertThat(running)
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(RpcUnavailableException.class);
    RpcException failure =
        catchThrowableOfType(RpcException.class, () -> bob.work("a chair").remote(LONG));
    assertThat(failure.status()).isEqualTo(RpcStatus.UNAUTHENTICATED);
    assertThat(done).isEmpty();
    assertThat(ada.add(1, 2).remote(LONG)).isEqualTo(3);
  }

  @Test
  void clientWithoutKeysLearnsWhatMayBeMissing() {
    RpcServer server = serve(secured());
    WorkshopStub plain =
        new WorkshopStub(
            connect(
                RpcClient.builder()
                    .endpoint(server.endpoint())
                    .connectTimeout(Duration.ofSeconds(2))));
    RpcUnavailableException failure =
        catchThrowableOfType(RpcUnavailableException.class, () -> plain.work("a chair").remote());
    assertThat(failure).hasMessageContaining("does it ask for a CURVE key?");
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(done).isEmpty();
  }

  @Test
  void serverThatIsNotWhoItShouldBeGetsNoCall() {
    RpcServer server = serve(secured());
    WorkshopStub betrayed =
        new WorkshopStub(
            connect(
                RpcClient.builder()
                    .endpoint(server.endpoint())
                    .connectTimeout(Duration.ofSeconds(2))
                    .curve(ADA, BOB.publicKey())));
    RpcUnavailableException failure =
        catchThrowableOfType(
            RpcUnavailableException.class, () -> betrayed.work("a chair").remote());
    assertThat(failure).hasMessageContaining("is that its public key?");
    assertThat(done).isEmpty();
  }

  /** Requests and responses of all sizes are on their way, in both directions, when it begins. */
  @Test
  void shutdownCompletesTheCallsThatWereStartedAndRefusesTheOthersUnrun() {
    AtomicInteger ran = new AtomicInteger();
    RpcServer server =
        serve(
            RpcServer.builder()
                .service(
                    new WorkshopSkeleton(
                        new Workbench() {
                          @Override
                          public byte[] store(byte[] data) {
                            ran.incrementAndGet();
                            return data;
                          }
                        }))
                .curve(SERVER, guests));
    List<CompletableFuture<byte[]>> calls = new ArrayList<>();
    List<RpcClient> clients = new ArrayList<>();
    for (int number = 0; number < 3; number++) {
      RpcClient client =
          connect(RpcClient.builder().endpoint(server.endpoint()).curve(ADA, SERVER.publicKey()));
      clients.add(client);
      WorkshopStub workshop = new WorkshopStub(client);
      for (int i = 0; i < 20; i++) {
        calls.add(workshop.store(new byte[i % 2 == 0 ? 300_000 : 30]).remoteFuture(LONG));
      }
    }
    CompletableFuture.anyOf(calls.toArray(new CompletableFuture<?>[0])).join();

    server.close();
    clients.forEach(RpcClient::close); // calls that were not sent would wait for another server

    int succeeded = 0;
    for (CompletableFuture<byte[]> call : calls) {
      try {
        assertThat(call.join().length).isIn(300_000, 30);
        succeeded++;
      } catch (CompletionException e) {
        assertThat(e.getCause())
            .isInstanceOfSatisfying(
                RpcException.class, refused -> assertThat(refused.mayHaveExecuted()).isFalse());
      }
    }
    assertThat(succeeded).isPositive().isEqualTo(ran.get());
  }

  @Test
  void insideAProcessThereAreNoKeys() {
    try (RpcServer server = secured().lane("narrow", 1).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> server.bind("inproc://*"))
          .withMessageContaining("tcp:// or ipc://");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RpcClient.builder().endpoint("inproc://a").curve(ADA, SERVER.publicKey()).build())
        .withMessageContaining("inside a process there are none");
  }
}
