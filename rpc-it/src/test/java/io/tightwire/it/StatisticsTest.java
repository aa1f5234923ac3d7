package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.CallListener;
import io.tightwire.ClientStats;
import io.tightwire.LaneStats;
import io.tightwire.MethodStats;
import io.tightwire.RejectedCall;
import io.tightwire.RejectionReason;
import io.tightwire.RpcClient;
import io.tightwire.RpcContext;
import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcRequest;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
import io.tightwire.ServerStats;
import io.tightwire.builtin.IntrospectionStub;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests what servers and clients count, and what interceptors are told of rejected calls. */
final class StatisticsTest extends Scenario {

  private final BusyWorkbench busy = new BusyWorkbench();

  /** Keeps the calls that were rejected, and can be made to block. */
  private static class Rejections implements ServerInterceptor {
    final BlockingQueue<RejectedCall> told = new LinkedBlockingQueue<>();

    @Override
    public CallListener onCall(RpcContext call) {
      return CallListener.NONE;
    }

    @Override
    public void onRejected(RejectedCall call) {
      told.add(call);
    }

    RejectedCall next() throws InterruptedException {
      RejectedCall call = told.poll(Signal.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (call == null) {
        throw new AssertionError("No rejected call was told");
      }
      return call;
    }
  }

  private static MethodStats method(ServerStats stats, String name) {
    return stats.methods().stream()
        .filter(each -> each.service().equals("workshop") && each.method().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private RpcServer narrow(ServerInterceptor interceptor) {
    return start(server(busy).workers(1).maxQueuedCalls(1).interceptor(interceptor));
  }

  /** Makes a call that occupies the only thread, and one that waits for it. */
  private List<CompletableFuture<String>> fill(RpcServer server) {
    WorkshopStub workshop = visit(server);
    List<CompletableFuture<String>> calls = new ArrayList<>();
    calls.add(workshop.work("a").remoteFuture(LONG));
    busy.entered.await();
    calls.add(workshop.work("b").remoteFuture(LONG));
    await().atMost(LONG).until(() -> method(server.stats(), "work").queued() == 1);
    return calls;
  }

  @Test
  void callsAreCountedByMethodAndStatus() {
    RpcServer server = start(server(new Workbench()).introspection(true));
    RpcClient client = connect(server);
    WorkshopStub workshop = new WorkshopStub(client);
    for (int i = 0; i < 3; i++) {
      assertThat(workshop.add(i, 1).remote(LONG)).isEqualTo(i + 1);
    }
    assertThat(Collected.from(workshop.numbers(5).remotePublisher(LONG)).awaitEnd()).isNull();

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              MethodStats add = method(server.stats(), "add");
              assertThat(add.started()).isEqualTo(3);
              assertThat(add.ended()).isEqualTo(Map.of(RpcStatus.OK, 3L));
              assertThat(add.latency().count()).isEqualTo(3);
              assertThat(add.latency().percentile(50)).isPositive();
              assertThat(method(server.stats(), "numbers").ended())
                  .isEqualTo(Map.of(RpcStatus.OK, 1L));
            });
    assertThat(client.stats().sent()).isEqualTo(4);
    assertThat(client.stats().servers()).hasSize(1);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              ServerStats asked = new IntrospectionStub(client).stats().remote(LONG);
              assertThat(method(asked, "add")).isEqualTo(method(server.stats(), "add"));
              assertThat(asked.connections()).isEqualTo(1);
            });
  }

  @Test
  void busyLaneIsSeenByClientsThatAsk() {
    RpcServer server = start(server(busy).workers(1).maxQueuedCalls(1).introspection(true));
    List<CompletableFuture<String>> calls = fill(server);

    ServerStats stats = new IntrospectionStub(connect(server)).stats().remote(LONG);
    assertThat(stats.lanes()).containsValue(new LaneStats(1, 1, 1, 1));
    assertThat(method(stats, "work").open()).isEqualTo(1);
    assertThat(method(stats, "work").queued()).isEqualTo(1);
    busy.gate.raise();
    calls.forEach(call -> assertThat(call).succeedsWithin(LONG));
  }

  @Test
  void callThatAFullLaneRejectsIsTold() throws Exception {
    Rejections rejections = new Rejections();
    RpcServer server = narrow(rejections);
    List<CompletableFuture<String>> calls = fill(server);
    RpcException failure =
        catchThrowableOfType(
            RpcException.class,
            () -> visit(server).work("c").withMetadata("tenant", "7").remote(LONG));
    assertThat(failure.status()).isEqualTo(RpcStatus.RESOURCE_EXHAUSTED);

    RejectedCall told = rejections.next();
    assertThat(told.service()).isEqualTo("workshop");
    assertThat(told.method()).isEqualTo("work");
    assertThat(told.reason()).isEqualTo(RejectionReason.LANE_FULL);
    assertThat(told.status()).isEqualTo(RpcStatus.RESOURCE_EXHAUSTED);
    assertThat(told.metadata()).isEqualTo(Map.of("tenant", "7"));
    assertThat(told.peer()).isNotEmpty();
    assertThat(server.stats().rejected()).isEqualTo(Map.of(RejectionReason.LANE_FULL, 1L));
    busy.gate.raise();
    calls.forEach(call -> assertThat(call).succeedsWithin(LONG));
  }

  /**
   * A client of ours cancels a call at its deadline; a peer that only sends proves the server's.
   */
  @Test
  void callThatExpiresInItsQueueIsTold() throws Exception {
    assumeThat(transport).as("a peer of its own needs a socket").isNotEqualTo(Transport.INPROC);
    Rejections rejections = new Rejections();
    RpcServer server = start(server(busy).workers(1).interceptor(rejections));
    CompletableFuture<String> running = visit(server).work("a").remoteFuture(LONG);
    busy.entered.await();
    try (DeafClient peer = DeafClient.connect(server.endpoint())) {
      peer.askWithin(Duration.ofMillis(50), WorkshopMethods.HURRY, "b");

      RejectedCall told = rejections.next();
      assertThat(told.method()).isEqualTo("hurry");
      assertThat(told.reason()).isEqualTo(RejectionReason.EXPIRED);
      assertThat(told.status()).isEqualTo(RpcStatus.DEADLINE_EXCEEDED);
      assertThat(server.stats().rejected()).isEqualTo(Map.of(RejectionReason.EXPIRED, 1L));
    }
    busy.gate.raise();
    assertThat(running).succeedsWithin(LONG);
    assertThat(method(server.stats(), "hurry").started()).isZero();
  }

  @Test
  void callThatIsCancelledInItsQueueIsTold() throws Exception {
    Rejections rejections = new Rejections();
    RpcServer server = narrow(rejections);
    List<CompletableFuture<String>> calls = fill(server);
    assertThat(calls.get(1).cancel(true)).isTrue();

    RejectedCall told = rejections.next();
    assertThat(told.method()).isEqualTo("work");
    assertThat(told.reason()).isEqualTo(RejectionReason.CANCELLED);
    busy.gate.raise();
    assertThat(calls.get(0)).succeedsWithin(LONG);
  }

  @Test
  void callsThatTheServerDoesNotHaveAreTold() throws Exception {
    Rejections rejections = new Rejections();
    RpcServer server = start(server(new Workbench()).interceptor(rejections));
    RpcClient client = connect(server);
    for (String service : List.of("workshop", "none.Such")) {
      RpcException failure =
          catchThrowableOfType(
              RpcException.class,
              () ->
                  client.call(
                      RpcRequest.of(
                          MethodDescriptor.unary(service, "paint", 0, Codecs.INT), out -> {})));
      assertThat(failure.status()).isEqualTo(RpcStatus.UNIMPLEMENTED);
      RejectedCall told = rejections.next();
      assertThat(told.service()).isEqualTo(service);
      assertThat(told.method()).isEqualTo("paint");
      assertThat(told.status()).isEqualTo(RpcStatus.UNIMPLEMENTED);
      assertThat(told.reason())
          .isEqualTo(
              service.equals("workshop")
                  ? RejectionReason.UNKNOWN_METHOD
                  : RejectionReason.UNKNOWN_SERVICE);
    }
    assertThat(server.stats().rejected())
        .isEqualTo(Map.of(RejectionReason.UNKNOWN_METHOD, 1L, RejectionReason.UNKNOWN_SERVICE, 1L));
  }

  @Test
  void callThatIsNotPermittedIsTold() throws Exception {
    Rejections rejections = new Rejections();
    RpcServer server = start(server(new Workbench()).introspection(false).interceptor(rejections));
    IntrospectionStub introspection = new IntrospectionStub(connect(server));
    assertThat(
            catchThrowableOfType(
                RpcPermissionException.class, () -> introspection.stats().remote(LONG)))
        .isNotNull();
    RejectedCall told = rejections.next();
    assertThat(told.service()).isEqualTo("tightwire.Introspection");
    assertThat(told.reason()).isEqualTo(RejectionReason.DENIED);
  }

  @Test
  void interceptorThatBlocksWhenItIsToldDisturbsNoCall() {
    Signal blocked = new Signal();
    Signal gate = new Signal();
    Rejections blocking =
        new Rejections() {
          @Override
          public void onRejected(RejectedCall call) {
            blocked.raise();
            gate.await();
          }
        };
    RpcServer server = start(server(new Workbench()).introspection(false).interceptor(blocking));
    RpcClient client = connect(server);
    IntrospectionStub introspection = new IntrospectionStub(client);
    int rejected = 2_000;
    for (int i = 0; i < rejected; i++) {
      assertThat(
              catchThrowableOfType(
                  RpcPermissionException.class, () -> introspection.stats().remote(LONG)))
          .isNotNull();
    }
    blocked.await();
    assertThat(new WorkshopStub(client).add(1, 2).remote(LONG)).isEqualTo(3);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              ServerStats stats = server.stats();
              assertThat(stats.rejected())
                  .isEqualTo(Map.of(RejectionReason.DENIED, (long) rejected));
              assertThat(stats.rejectionsNotReported()).isBetween(1L, (long) rejected);
            });
    gate.raise();
  }

  @Test
  void serverClosesWhileAnInterceptorBlocks() {
    Signal blocked = new Signal();
    Signal gate = new Signal();
    Signal over = new Signal();
    Rejections blocking =
        new Rejections() {
          @Override
          public void onRejected(RejectedCall call) {
            blocked.raise();
            gate.await();
            over.raise();
          }
        };
    RpcServer server = start(server(new Workbench()).introspection(false).interceptor(blocking));
    IntrospectionStub introspection = new IntrospectionStub(connect(server));
    for (int i = 0; i < 2; i++) {
      assertThat(
              catchThrowableOfType(
                  RpcPermissionException.class, () -> introspection.stats().remote(LONG)))
          .isNotNull();
    }
    blocked.await();
    await().atMost(LONG).until(() -> server.stats().rejected().containsValue(2L));
    server.close();
    assertThat(over.isRaised()).isFalse();
    assertThat(server.stats().rejectionsNotReported()).isEqualTo(1);
    gate.raise();
    over.await();
    await().atMost(LONG).until(() -> server.stats().rejectionsNotReported() == 0);
  }

  @Test
  void closedClientTellsWhatItHasSent() {
    RpcServer server = serve(new Workbench());
    RpcClient client = connect(server);
    assertThat(new WorkshopStub(client).add(1, 2).remote(LONG)).isEqualTo(3);
    client.close();
    assertThat(client.stats()).isEqualTo(new ClientStats(List.of(), 0, 0, 1, Map.of(), 0, 0));
  }
}
