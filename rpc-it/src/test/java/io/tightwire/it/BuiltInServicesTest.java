package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tightwire.CurveAllowList;
import io.tightwire.CurveKeyPair;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.builtin.HealthStub;
import io.tightwire.builtin.IntrospectionStub;
import io.tightwire.builtin.ServerInfo;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Tests the services that every server has, over real connections. */
final class BuiltInServicesTest extends Scenario {

  private static final Map<String, Boolean> READY = Map.of("", true, "workshop", true);

  private final BusyWorkbench busy = new BusyWorkbench();

  private HealthStub health(RpcServer server) {
    return new HealthStub(connect(server));
  }

  private IntrospectionStub introspection(RpcServer server) {
    return new IntrospectionStub(connect(server));
  }

  @Test
  void healthTellsEachService() {
    RpcServer server = serve(new Workbench());
    HealthStub health = health(server);
    assertThat(health.check().remote(LONG)).isEqualTo(READY);
    server.health().set("workshop", false);
    assertThat(health.check().remote(LONG)).isEqualTo(Map.of("", true, "workshop", false));
    server.health().set("", false);
    assertThat(health.check().remote(LONG)).isEqualTo(Map.of("", false, "workshop", false));
  }

  @Test
  void healthIsServedWhileTheLanesAreFull() throws Exception {
    RpcServer server = start(server(busy).workers(1).maxQueuedCalls(1).introspection(true));
    fill(server);
    assertThat(health(server).check().remote(LONG)).isEqualTo(READY);
    assertThat(introspection(server).info().remote(LONG).openCalls()).isGreaterThanOrEqualTo(2);
    busy.gate.raise();
  }

  @Test
  void healthIsServedWhileTheUsersExecutorIsBusy() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      RpcServer server = start(server(busy).executor(one));
      fill(server);
      assertThat(health(server).check().remote(LONG)).isEqualTo(READY);
    } finally {
      busy.gate.raise();
      one.shutdown();
    }
  }

  /** Makes a call that occupies the only thread, and one that waits for it. */
  private void fill(RpcServer server) throws InterruptedException {
    WorkshopStub workshop = visit(server);
    CompletableFuture<String> running = workshop.work("a").remoteFuture(LONG);
    busy.entered.await();
    CompletableFuture<String> waiting = workshop.work("b").remoteFuture(LONG);
    assertThat(running).isNotDone();
    assertThat(waiting).isNotDone();
  }

  @Test
  void watchPublishesChangesAndDoesNotHoldUpTheShutdown() {
    RpcServer server = start(server(new Workbench()).drainTimeout(LONG));
    try (RemoteStream<Map<String, Boolean>> states = health(server).watch().remoteStreaming(LONG)) {
      assertThat(states.next()).isEqualTo(READY);
      server.health().set("workshop", false);
      assertThat(states.next()).containsEntry("workshop", false);
      server.health().set("workshop", true);
      assertThat(states.next()).isEqualTo(READY);
      server.shutdown();
      assertThat(states.hasNext()).isFalse();
      assertThat(CompletableFuture.runAsync(server::close)).succeedsWithin(AT_ONCE);
    }
  }

  @Test
  void healthServiceCanBeSwitchedOff() {
    HealthStub health = health(start(server(new Workbench()).healthService(false)));
    RpcMethodNotFoundException refusal =
        catchThrowableOfType(RpcMethodNotFoundException.class, () -> health.check().remote(LONG));
    assertThat(refusal).hasMessageContaining("tightwire.Health not found");
  }

  @Test
  void clientIsToldOfAFailingCheckAndOfItsEnd() throws Exception {
    AtomicBoolean passes = new AtomicBoolean(true);
    RpcServer server = start(server(new Workbench()).health("database", passes::get));
    RpcClient client = connect(server);
    assertThat(client.awaitConnected(LONG)).isTrue();
    assertThat(new WorkshopStub(client).add(1, 2).remote(LONG)).isEqualTo(3);
    passes.set(false);
    await().atMost(LONG).until(() -> !client.state().isReady());
    assertThat(server.health().failingChecks()).containsExactly("database");
    passes.set(true);
    assertThat(new WorkshopStub(client).add(1, 2).remote(LONG)).isEqualTo(3); // waits
    assertThat(server.health().failingChecks()).isEmpty();
  }

  @Test
  void introspectionDescribesTheServices() {
    RpcServer server = start(server(new Workbench()).introspection(true));
    IntrospectionStub introspection = introspection(server);
    assertThat(introspection.services().remote(LONG)).containsExactly("workshop");
    assertThat(introspection.describe("workshop").remote(LONG).orElseThrow())
        .contains("\"workshop\"")
        .contains("\"addThree\"");
    assertThat(introspection.describe("tightwire.Health").remote(LONG).orElseThrow())
        .contains("\"watch\"");
    assertThat(introspection.describe("no such service").remote(LONG)).isEmpty();
    ServerInfo info = introspection.info().remote(LONG);
    assertThat(info.endpoints()).containsExactly(server.endpoint());
    assertThat(info.connections()).isEqualTo(1);
    assertThat(info.openCalls()).isEqualTo(1); // this one
    assertThat(info.uptime()).isPositive();
    assertThat(info.failingChecks()).isEmpty();
  }

  @Test
  void introspectionIsOffOverTcpUnlessItIsSwitchedOn() {
    IntrospectionStub introspection = introspection(serve(new Workbench()));
    if (transport != Transport.TCP) {
      assertThat(introspection.services().remote(LONG)).containsExactly("workshop");
      return;
    }
    RpcPermissionException refusal =
        catchThrowableOfType(
            RpcPermissionException.class, () -> introspection.services().remote(LONG));
    assertThat(refusal.status()).isEqualTo(RpcStatus.PERMISSION_DENIED);
    assertThat(refusal).hasMessageContaining("introspection(true)");
    assertThat(refusal.mayHaveExecuted()).isFalse();
  }

  @Test
  void introspectionCanBeSwitchedOffEverywhere() {
    IntrospectionStub introspection =
        introspection(start(server(new Workbench()).introspection(false)));
    assertThat(
            catchThrowableOfType(
                RpcPermissionException.class, () -> introspection.info().remote(LONG)))
        .hasMessageContaining("introspection(true)");
  }

  @Test
  void introspectionIsOnForClientsWithKeys() {
    assumeTrue(transport == Transport.TCP);
    CurveKeyPair keys = CurveKeyPair.generate();
    CurveKeyPair ada = CurveKeyPair.generate();
    RpcServer server =
        start(server(new Workbench()).curve(keys, CurveAllowList.of(ada.publicKey())));
    RpcClient client =
        connect(RpcClient.builder().endpoint(server.endpoint()).curve(ada, keys.publicKey()));
    assertThat(new IntrospectionStub(client).services().remote(LONG)).containsExactly("workshop");
  }

  @Test
  void changeIsFollowedByAnIdleClient() throws Exception {
    RpcServer server = serve(new Workbench());
    RpcClient client = connect(server);
    assertThat(client.awaitConnected(LONG)).isTrue();
    server.health().set("", false);
    await().atMost(LONG).until(() -> !client.state().isReady());
    assertThat(client.awaitConnected(Duration.ZERO)).isFalse();
    server.health().set("", true);
    assertThat(client.awaitConnected(LONG)).isTrue();
  }
}
