package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Tests the shutdown of servers: running calls may finish, queued calls are cancelled. */
final class ShutdownTest extends Scenario {

  private static void assertFails(CompletableFuture<?> call, Class<? extends RpcException> how) {
    assertThat(call)
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(how);
  }

  @Test
  void shutdownLetsStartedCallsFinishAndCancelsTheOthers() throws Exception {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server = serve(busy);
    WorkshopStub workshop = visit(server);
    CompletableFuture<String> started = workshop.inOrder(1, 1).remoteFuture();
    busy.entered.await();
    CompletableFuture<String> queued = workshop.inOrder(1, 2).remoteFuture();
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3); // so the queued one has arrived

    server.shutdown(); // returns though a call is running
    assertFails(queued, RpcCancelledException.class);
    assertThat(started).isNotDone();
    assertThat(server.awaitTermination(Duration.ZERO)).isFalse();
    busy.gate.raise();

    assertThat(started).succeedsWithin(AT_ONCE).isEqualTo("1:1 done");
    assertThat(server.awaitTermination(AT_ONCE)).isTrue();
    assertThat(busy.interrupted.isRaised()).isFalse();
  }

  @Test
  void queuedCallFailsAndSaysThatItWasNotRun() throws Exception {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server = serve(busy);
    WorkshopStub workshop = visit(server);
    CompletableFuture<String> started = workshop.inOrder(1, 1).remoteFuture();
    busy.entered.await();
    CompletableFuture<String> queued = workshop.inOrder(1, 2).remoteFuture();
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);

    server.shutdown();

    assertThat(queued)
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            RpcCancelledException.class,
            e -> {
              assertThat(e.status()).isEqualTo(RpcStatus.CANCELLED);
              assertThat(e.mayHaveExecuted()).isFalse();
            })
        .withMessageContaining("shutting down");
    busy.gate.raise();
    assertThat(started).succeedsWithin(AT_ONCE);
    assertThat(server.awaitTermination(AT_ONCE)).isTrue();
  }

  @Test
  void closeWaitsForStartedCalls() {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server = serve(busy);
    CompletableFuture<String> started = visit(server).work("").remoteFuture();
    busy.entered.await();

    CompletableFuture<Void> close = CompletableFuture.runAsync(server::close);
    await().atMost(Signal.PATIENCE).until(() -> isRefusing(server));
    assertThat(close).isNotDone();
    busy.gate.raise();

    assertThat(started).succeedsWithin(AT_ONCE).isEqualTo(" done");
    assertThat(close).succeedsWithin(AT_ONCE);
    assertThat(busy.interrupted.isRaised()).isFalse();
  }

  @Test
  void interruptedCloseStopsStartedCallsAndGoesOnWaiting() throws Exception {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server = start(server(busy).drainTimeout(Duration.ofHours(1)));
    CompletableFuture<String> started = visit(server).work("").remoteFuture();
    busy.entered.await();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    Thread closing =
        new Thread(
            () -> {
              server.close();
              flag.complete(Thread.interrupted());
              ended.completeAsync(() -> hasEnded(server));
            });
    closing.start();

    closing.interrupt();

    assertFails(started, RpcCancelledException.class);
    busy.interrupted.await();
    assertThat(flag).succeedsWithin(AT_ONCE).isEqualTo(true);
    assertThat(ended).succeedsWithin(AT_ONCE).isEqualTo(true);
  }

  @Test
  void shutdownAgainDoesNothing() throws Exception {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server = serve(busy);
    CompletableFuture<String> started = visit(server).work("").remoteFuture();
    busy.entered.await();

    server.shutdown();
    server.shutdown();

    assertThat(server.awaitTermination(Duration.ofMillis(100))).isFalse();
    assertThat(started).isNotDone();
    busy.gate.raise();
    assertThat(started).succeedsWithin(AT_ONCE).isEqualTo(" done");
    assertThat(server.awaitTermination(AT_ONCE)).isTrue();
    server.shutdown();
    server.shutdownNow();
    assertThat(server.awaitTermination(Duration.ZERO)).isTrue();
  }

  @Test
  void serverThatIsShutDownDoesNotStart() throws Exception {
    RpcServer server = server(new Workbench()).build();
    server.bind(anywhere());
    server.shutdown();

    assertThatThrownBy(server::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("shut down");
    assertThat(server.awaitTermination(AT_ONCE)).isTrue();
  }

  @Test
  void inlineHandlerMayCloseItsServerButNotWaitForIt() throws Exception {
    CompletableFuture<RpcServer> itself = new CompletableFuture<>();
    RpcServer server =
        start(
            RpcServer.builder()
                .inlineLane("narrow")
                .service(
                    new WorkshopSkeleton(
                        new Workbench() {
                          @Override
                          public String inOrder(int caller, int number) {
                            itself.join().close();
                            assertThatThrownBy(() -> itself.join().awaitTermination())
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("can't be waited for");
                            return "closing";
                          }
                        })));
    itself.complete(server);

    assertThat(visit(server).inOrder(1, 1).remote(LONG)).isEqualTo("closing");

    assertThat(server.awaitTermination(AT_ONCE)).isTrue();
  }

  @Test
  void callbackMayCloseTheServer() {
    RpcServer server = serve(new Workbench());

    CompletableFuture<Void> closed =
        visit(server).work("").remoteFuture().thenAccept(done -> server.close());

    assertThat(closed).succeedsWithin(AT_ONCE);
    assertThat(hasEnded(server)).isTrue();
  }

  @Test
  void callbackOnTheClientsLoopMayShutTheServerDown() throws Exception {
    RpcServer server = serve(new Workbench());
    RpcClient client =
        connect(RpcClient.builder().endpoint(server.endpoint()).callbackExecutor(Runnable::run));

    CompletableFuture<Void> closed =
        new WorkshopStub(client).work("").remoteFuture().thenAccept(done -> server.close());

    assertThat(closed).succeedsWithin(AT_ONCE);
    assertThat(server.awaitTermination(AT_ONCE)).isTrue();
  }

  private static boolean hasEnded(RpcServer server) {
    try {
      return server.awaitTermination(Duration.ZERO);
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void drainTimeoutStopsCallsThatDoNotFinish() throws Exception {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server = start(server(busy).drainTimeout(Duration.ofMillis(200)));
    CompletableFuture<String> started = visit(server).work("").remoteFuture();
    busy.entered.await();

    server.close();

    assertFails(started, RpcCancelledException.class);
    busy.interrupted.await();
    assertThat(server.awaitTermination(Duration.ofSeconds(1))).isTrue();
  }

  @Test
  void shutdownNowStopsStartedCalls() {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server = start(server(busy).drainTimeout(Duration.ofHours(1)));
    CompletableFuture<String> started = visit(server).work("").remoteFuture();
    busy.entered.await();

    server.shutdownNow();

    assertFails(started, RpcCancelledException.class);
    busy.interrupted.await();
  }

  @Test
  void shutdownNowCutsAGentleShutdownShort() {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server = start(server(busy).drainTimeout(Duration.ofHours(1)));
    CompletableFuture<String> started = visit(server).work("").remoteFuture();
    busy.entered.await();
    CompletableFuture<Void> gentle = CompletableFuture.runAsync(server::close);
    await().atMost(Signal.PATIENCE).until(() -> isRefusing(server));

    server.shutdownNow();

    assertFails(started, RpcCancelledException.class);
    assertThat(gentle).succeedsWithin(AT_ONCE);
  }

  @Test
  void closingTwiceDoesNothingMore() throws Exception {
    RpcServer server = serve(new Workbench());
    RpcClient client = connect(server);

    client.close();
    client.close();
    server.close();
    server.close();
    server.shutdownNow();

    assertThat(server.awaitTermination(Duration.ofMillis(1))).isTrue();
    assertThatThrownBy(() -> server.bind(anywhere())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void serverThatNeverStartedCloses() throws Exception {
    RpcServer unbound = server(new Workbench()).build();
    unbound.close();
    RpcServer bound = server(new Workbench()).build();
    bound.bind(anywhere());
    bound.close();

    assertThat(unbound.awaitTermination(Duration.ofMillis(1))).isTrue();
    assertThat(bound.awaitTermination(Duration.ofMillis(1))).isTrue();
  }

  @Test
  void handlerMayCloseItsServer() throws Exception {
    CompletableFuture<RpcServer> itself = new CompletableFuture<>();
    RpcServer server =
        serve(
            new Workbench() {
              @Override
              public String work(String what) {
                itself.join().close();
                return "closing";
              }
            });
    itself.complete(server);

    assertThat(visit(server).work("").remote(LONG)).isEqualTo("closing");

    assertThat(server.awaitTermination(AT_ONCE)).isTrue();
  }

  @Test
  void callbackMayCloseItsClient() {
    RpcClient client = connect(serve(new Workbench()));

    CompletableFuture<Void> closed =
        new WorkshopStub(client).work("").remoteFuture().thenAccept(s -> client.close());

    assertThat(closed).succeedsWithin(AT_ONCE);
  }

  @Test
  void clientsMayShutALocalServerDown() throws Exception {
    RpcServer server = serve(new Workbench());
    RpcClient client = connect(server);

    if (transport.isLocal()) {
      client.shutdownServer();
      assertThat(server.awaitTermination(AT_ONCE)).isTrue();
    } else {
      RpcPermissionException refused =
          catchThrowableOfType(RpcPermissionException.class, client::shutdownServer);
      assertThat(refused.status()).isEqualTo(RpcStatus.PERMISSION_DENIED);
      assertThat(refused).hasMessageContaining("allowRemoteShutdown(true)");
      assertThat(new WorkshopStub(client).add(1, 2).remote(LONG)).isEqualTo(3);
    }
  }

  @Test
  void serverSaysWhetherClientsMayShutItDown() throws Exception {
    RpcServer open = start(server(new Workbench()).allowRemoteShutdown(true));
    RpcServer closed = start(server(new Workbench()).allowRemoteShutdown(false));

    connect(open).shutdownServer();

    assertThat(open.awaitTermination(AT_ONCE)).isTrue();
    assertThatThrownBy(connect(closed)::shutdownServer).isInstanceOf(RpcPermissionException.class);
  }

  private static boolean isRefusing(RpcServer server) {
    try {
      server.bind("tcp://127.0.0.1:*");
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
