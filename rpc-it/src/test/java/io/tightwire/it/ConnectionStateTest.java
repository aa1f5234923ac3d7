package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.ConnectionState;
import io.tightwire.ConnectionState.Kind;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests what a client says of its connection, over real ones. */
final class ConnectionStateTest extends Scenario {

  private final BlockingQueue<ConnectionState> states = new LinkedBlockingQueue<>();

  private RpcClient listening(String endpoint) {
    return connect(RpcClient.builder().endpoint(endpoint).stateListener(states::add));
  }

  /** Skips states until one of this kind. */
  private ConnectionState next(Kind kind) throws InterruptedException {
    while (true) {
      ConnectionState next = states.poll(LONG.toSeconds(), TimeUnit.SECONDS);
      assertThat(next).as("the next state while waiting for " + kind).isNotNull();
      if (next.kind() == kind) {
        return next;
      }
    }
  }

  @Test
  void clientConnectsAndIsClosed() throws Exception {
    RpcServer server = serve(new Workbench());
    RpcClient client = listening(server.endpoint());
    assertThat(next(Kind.READY).reason()).isEmpty();
    assertThat(client.state().isReady()).isTrue();

    client.close();
    assertThat(client.state().kind()).isEqualTo(Kind.CLOSED);
    assertThat(next(Kind.CLOSED).reason()).contains("the client was closed");
    client.close();
    assertThat(client.awaitConnected(LONG)).isFalse(); // immediately
    assertThat(states).isEmpty();
  }

  @Test
  void reasonSaysWhyThereIsNoConnection() throws Exception {
    RpcClient client = listening(nobodysEndpoint());
    ConnectionState state = next(Kind.CONNECTING);
    assertThat(state.reason().orElseThrow()).startsWith("no connection: ");
    assertThat(client.state().isReady()).isFalse();
    assertThat(client.awaitConnected(Duration.ZERO)).isFalse();
  }

  @Test
  void serverThatShutsDownGoesAwayAndComesBack() throws Exception {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server = serve(busy);
    String endpoint = server.endpoint();
    RpcClient client = listening(endpoint);
    CompletableFuture<String> started = new WorkshopStub(client).work("a").remoteFuture(LONG);
    busy.entered.await();
    server.shutdown();
    assertThat(next(Kind.GOING_AWAY).reason().orElseThrow()).contains("going away");
    assertThat(client.state().kind()).isEqualTo(Kind.GOING_AWAY);

    busy.gate.raise();
    assertThat(started).succeedsWithin(LONG);
    next(Kind.CONNECTING);
    assertThat(server.awaitTermination(LONG)).isTrue();
    start(server(new Workbench()), endpoint);
    next(Kind.READY);
  }

  @Test
  void listenerMayWaitForCalls() throws Exception {
    RpcServer server = serve(new Workbench());
    BlockingQueue<Integer> sums = new LinkedBlockingQueue<>();
    CompletableFuture<RpcClient> client = new CompletableFuture<>();
    client.complete(
        connect(
            RpcClient.builder()
                .endpoint(server.endpoint())
                .stateListener(
                    state -> {
                      if (state.isReady()) {
                        sums.add(new WorkshopStub(client.join()).add(1, 2).remote(LONG));
                      }
                    })));
    assertThat(sums.poll(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(3);
  }

  @Test
  void listenerIsToldOfTheEndThoughTheExecutorIsShutDown() throws Exception {
    RpcServer server = serve(new Workbench());
    ExecutorService threads = Executors.newSingleThreadExecutor();
    RpcClient client =
        connect(
            RpcClient.builder()
                .endpoint(server.endpoint())
                .callbackExecutor(threads)
                .stateListener(states::add));
    next(Kind.READY);
    threads.shutdown();
    client.close();
    next(Kind.CLOSED);
  }
}
