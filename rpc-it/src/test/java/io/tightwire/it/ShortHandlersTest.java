package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcClient;
import io.tightwire.RpcContext;
import io.tightwire.RpcServer;
import io.tightwire.RpcTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests that handlers which run on the server's own thread may do what they may do elsewhere. */
final class ShortHandlersTest extends Scenario {

  private static final Duration SOON = Duration.ofMillis(300);

  /** A workshop in which work is short; "special" work is what a scenario sets. */
  private static final class Nimble extends BusyWorkbench {
    volatile String lastThread = "";
    volatile Runnable special = () -> {};

    @Override
    public String work(String what) {
      lastThread = Thread.currentThread().getName();
      if (what.equals("special")) {
        special.run();
      }
      return what + " done";
    }

    /** Special work lasts until the gate opens. */
    void block() {
      String unused = super.work("");
    }
  }

  private final Nimble nimble = new Nimble();

  private WorkshopStub fastWorkshop(RpcServer server) {
    WorkshopStub workshop = visit(server);
    await()
        .pollInterval(Duration.ofMillis(1))
        .atMost(LONG)
        .until(
            () -> {
              assertThat(workshop.work("A").remote(LONG)).isEqualTo("A done");
              return nimble.lastThread.equals("tightwire-server");
            });
    return workshop;
  }

  private WorkshopStub fastWorkshop() {
    return fastWorkshop(serve(nimble));
  }

  private static String get(CompletableFuture<String> call) throws Exception {
    return call.get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void handlersThatBlockHoldUpNoOther() throws Exception {
    RpcServer server = serve(nimble);
    nimble.special = nimble::block;
    WorkshopStub workshop = fastWorkshop(server);
    List<CompletableFuture<String>> blocked = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      blocked.add(workshop.work("special").remoteFuture(LONG));
    }
    nimble.entered.await();
    WorkshopStub other = visit(server);
    for (int i = 0; i < 200; i++) {
      assertThat(other.add(i, 1).remote(LONG)).isEqualTo(i + 1);
      assertThat(workshop.work("B").remote(LONG)).isEqualTo("B done");
    }
    nimble.gate.raise();
    for (CompletableFuture<String> call : blocked) {
      assertThat(get(call)).isEqualTo("special done");
    }
  }

  @Test
  void handlerCallsItsOwnServerAndWaits() {
    RpcServer server = serve(nimble);
    WorkshopStub itself = visit(server);
    nimble.special = () -> assertThat(itself.work("inner").remote(LONG)).isEqualTo("inner done");
    assertThat(fastWorkshop(server).work("special").remote(LONG)).isEqualTo("special done");
  }

  @Test
  void deadlineInterruptsAHandlerThatBlocks() {
    nimble.special = nimble::block;
    WorkshopStub workshop = fastWorkshop();
    assertThatThrownBy(() -> workshop.work("special").remote(SOON))
        .isInstanceOf(RpcTimeoutException.class);
    nimble.interrupted.await();
    assertThat(workshop.work("C").remote(LONG)).isEqualTo("C done");
  }

  @Test
  void callThatItsCallerCancelsIsInterrupted() {
    nimble.special = nimble::block;
    CompletableFuture<String> call = fastWorkshop().work("special").remoteFuture(LONG);
    nimble.entered.await();
    call.cancel(true);
    nimble.interrupted.await();
  }

  @Test
  void handlerKnowsItsCall() {
    List<String> services = new ArrayList<>();
    nimble.special = () -> services.add(RpcContext.current().method());
    assertThat(fastWorkshop().work("special").remote(LONG)).isEqualTo("special done");
    assertThat(services).hasSize(1).first().asString().contains("work");
  }

  @Test
  void serverEndsWhileAHandlerBlocks() throws Exception {
    RpcServer server = serve(nimble);
    nimble.special = nimble::block;
    WorkshopStub workshop = fastWorkshop(server);
    CompletableFuture<String> call = workshop.work("special").remoteFuture(LONG);
    nimble.entered.await();
    server.shutdown();
    assertThat(server.awaitTermination(Duration.ZERO)).isFalse();
    nimble.gate.raise();
    assertThat(get(call)).isEqualTo("special done");
    assertThat(server.awaitTermination(LONG)).isTrue();
  }

  @Test
  void switchedOffHandlersRunOnThreadsOfTheirOwn() {
    RpcServer server = start(server(nimble).inlineShortHandlers(false));
    RpcClient client = connect(server);
    WorkshopStub workshop = new WorkshopStub(client);
    for (int i = 0; i < 300; i++) {
      assertThat(workshop.work("D").remote(LONG)).isEqualTo("D done");
      assertThat(nimble.lastThread).startsWith("tightwire-handler");
    }
  }
}
