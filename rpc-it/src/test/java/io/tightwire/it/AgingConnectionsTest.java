package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.ConnectionState;
import io.tightwire.RemoteStream;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Tests connections that end since they are too old, while their server goes on. */
final class AgingConnectionsTest extends Scenario {

  private static final Duration AGE = Duration.ofSeconds(1);

  private final Queue<ConnectionState> states = new ConcurrentLinkedQueue<>();

  private WorkshopStub visitor(RpcServer server) {
    return new WorkshopStub(
        connect(RpcClient.builder().endpoint(server.endpoint()).stateListener(states::add)));
  }

  private boolean isToldToGo() {
    return states.stream().anyMatch(state -> state.kind() == ConnectionState.Kind.GOING_AWAY);
  }

  private long connections() {
    return states.stream().filter(state -> state.kind() == ConnectionState.Kind.READY).count();
  }

  @Test
  void clientIsServedOnOneConnectionAfterTheOther() {
    RpcServer server = start(server(new Workbench()).maxConnectionAge(AGE));
    WorkshopStub workshop = visitor(server);

    for (int i = 0; connections() < 3; i++) {
      try {
        assertThat(workshop.add(i, 1).remote(LONG)).isEqualTo(i + 1);
      } catch (RpcCancelledException e) { // it crossed the GOAWAY
        assertThat(e.mayHaveExecuted()).isFalse();
        assertThat(e).hasMessageContaining("maximum age");
      }
    }

    assertThat(isToldToGo()).isTrue();
  }

  @Test
  void openCallOutlivesTheAgeOfItsConnection() {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server =
        start(server(busy).maxConnectionAge(AGE).drainTimeout(Duration.ofMillis(100)));
    CompletableFuture<String> started = visitor(server).work("").remoteFuture(LONG);
    busy.entered.await();

    await().atMost(Signal.PATIENCE).until(this::isToldToGo);
    WorkshopStub another = visit(server);
    assertThat(another.add(1, 2).remote(LONG)).as("the server goes on").isEqualTo(3);
    assertThat(started).isNotDone();
    busy.gate.raise();

    assertThat(started).succeedsWithin(AT_ONCE).isEqualTo(" done");
    await().atMost(Signal.PATIENCE).until(() -> connections() >= 2);
  }

  @Test
  void openStreamOutlivesTheAgeOfItsConnection() {
    RpcServer server =
        start(server(new Workbench()).maxConnectionAge(AGE).drainTimeout(Duration.ofMillis(100)));
    WorkshopStub workshop = visitor(server);

    try (RemoteStream<Integer> numbers = workshop.numbers(10_000).remoteStreaming(LONG)) {
      assertThat(numbers.next()).isEqualTo(1);
      await().atMost(Signal.PATIENCE).until(this::isToldToGo);
      int last = 1;
      while (numbers.hasNext()) {
        assertThat(numbers.next()).isEqualTo(++last);
      }
      assertThat(last).isEqualTo(10_000);
    }
  }
}
