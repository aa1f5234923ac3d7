package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcServer;
import io.tightwire.RpcUnavailableException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Tests servers that stop and restart: clients notice immediately, and reconnect. */
final class LifecycleTest extends Scenario {

  @Test
  void serverMustBeBoundBeforeItStarts() {
    RpcServer server = tidy(server(new Workbench()).build());

    assertThatThrownBy(server::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bind");
    assertThatThrownBy(server::endpoint).isInstanceOf(IllegalStateException.class);
    assertThat(server.endpoints()).isEmpty();
  }

  @Test
  void serverStartsOnce() {
    RpcServer server = serve(new Workbench());

    assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    assertThat(visit(server).add(1, 2).remote(LONG)).isEqualTo(3);
  }

  @Test
  void endpointThatIsTakenCannotBeBound() {
    RpcServer first = serve(new Workbench());
    RpcServer second = tidy(server(new Workbench()).build());

    assertThatThrownBy(() -> second.bind(first.endpoint()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(first.endpoint());
    assertThat(visit(first).add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(second.bind(anywhere())).isNotEqualTo(first.endpoint());
  }

  @Test
  void endpointThatIsNoneIsRefused() {
    RpcServer server = tidy(server(new Workbench()).build());

    assertThatThrownBy(() -> server.bind("udp://127.0.0.1:1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("udp");
    assertThatThrownBy(() -> RpcClient.connect(transport.wildcard()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("*");
    assertThatThrownBy(() -> RpcClient.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("endpoint");
  }

  @Test
  void oneServerListensAtSeveralEndpoints() {
    RpcServer server = tidy(server(new Workbench()).build());
    String first = server.bind(anywhere());
    String tcp = server.bind("tcp://127.0.0.1:*");
    server.start();
    String ipc = server.bind("ipc://*");
    String late = server.bind("inproc://*");

    assertThat(server.endpoint()).isEqualTo(first);
    assertThat(server.endpoints()).containsExactly(first, tcp, ipc, late);
    for (String endpoint : server.endpoints()) {
      assertThat(endpoint).doesNotContain("*");
      WorkshopStub workshop = new WorkshopStub(connect(RpcClient.builder().endpoint(endpoint)));
      assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    }
  }

  @Test
  void clientMayStartBeforeTheServer() {
    String endpoint = nobodysEndpoint();
    WorkshopStub workshop = new WorkshopStub(connect(RpcClient.builder().endpoint(endpoint)));

    CompletableFuture<Integer> early = workshop.add(1, 2).remoteFuture(LONG);
    start(server(new Workbench()), endpoint);

    assertThat(early).succeedsWithin(LONG).isEqualTo(3);
  }

  @Test
  void callsToABoundServerWaitForItsStart() {
    RpcServer server = tidy(server(new Workbench()).build());
    server.bind(anywhere());
    CompletableFuture<Integer> early = visit(server).add(1, 2).remoteFuture(LONG);

    server.start();

    assertThat(early).succeedsWithin(LONG).isEqualTo(3);
  }

  @Test
  void clientFindsARestartedServer() {
    Signal entered = new Signal();
    Signal never = new Signal();
    RpcServer server =
        serve(
            new Workbench() {
              @Override
              public String work(String what) {
                entered.raise();
                never.await();
                return what;
              }
            });
    String endpoint = server.endpoint();
    WorkshopStub workshop = visit(server);
    CompletableFuture<String> inFlight = workshop.work("").remoteFuture(LONG);
    entered.await();

    stop(server);

    assertThat(inFlight)
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(RpcException.class);
    CompletableFuture<Integer> meanwhile = workshop.add(1, 2).remoteFuture(LONG);
    start(server(new Workbench()), endpoint);
    assertThat(meanwhile).succeedsWithin(LONG).isEqualTo(3);
    assertThat(workshop.work("again").remote(LONG)).isEqualTo("again done");
  }

  @Test
  void clientOutlivesManyRestarts() {
    String endpoint = nobodysEndpoint();
    WorkshopStub workshop = new WorkshopStub(connect(RpcClient.builder().endpoint(endpoint)));

    for (int i = 0; i < 5; i++) {
      RpcServer server = start(server(new Workbench()), endpoint);
      assertThat(workshop.add(i, 1).remote(LONG)).isEqualTo(i + 1);
      server.close();
    }
  }

  @Test
  void callToAServerThatIsGoneFailsInTime() {
    RpcServer server = serve(new Workbench());
    WorkshopStub workshop =
        new WorkshopStub(
            connect(
                RpcClient.builder()
                    .endpoint(server.endpoint())
                    .connectTimeout(Duration.ofMillis(200))));
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);

    server.close();

    assertThat(catchThrowableOfType(RpcException.class, () -> workshop.add(1, 2).remote()))
        .isInstanceOf(RpcUnavailableException.class)
        .hasMessageContaining(server.endpoint());
  }
}
