package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.ConnectionState;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that clients and streams that are no longer referenced, but not closed, are detected and
 * closed.
 */
final class DroppedTest extends Scenario {

  /** An endless feed, which signals when it is cancelled. */
  private static final class Source extends Workbench {
    final Signal cancelled = new Signal();

    @Override
    public Stream<Integer> numbers(int count) {
      return Stream.iterate(1, n -> n + 1).onClose(cancelled::raise);
    }
  }

  private static void collectUntil(BooleanSupplier found) {
    await()
        .atMost(Signal.PATIENCE)
        .until(
            () -> {
              System.gc();
              return found.getAsBoolean();
            });
  }

  private static boolean isThreadOf(String endpoint, Thread thread) {
    return thread.isAlive() && thread.getName().contains("client " + endpoint);
  }

  private static long threadsOf(String endpoint) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> isThreadOf(endpoint, thread))
        .count();
  }

  /** In a separate method, so that no reference is left on the stack. */
  private static void callAndDrop(String endpoint) {
    WorkshopStub workshop = new WorkshopStub(RpcClient.connect(endpoint));
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(workshop.add(1, 2).remoteFuture(LONG)).succeedsWithin(LONG);
  }

  @Test
  void clientIsClosed() {
    RpcServer server = serve(new Workbench());
    callAndDrop(server.endpoint());
    assertThat(threadsOf(server.endpoint())).isPositive();
    collectUntil(() -> threadsOf(server.endpoint()) == 0);
  }

  private static void listenAndDrop(String endpoint, Signal closed) throws InterruptedException {
    RpcClient client =
        RpcClient.builder()
            .endpoint(endpoint)
            .stateListener(
                state -> {
                  if (state.kind() == ConnectionState.Kind.CLOSED) {
                    closed.raise();
                  }
                })
            .build();
    assertThat(client.awaitConnected(LONG)).isTrue();
  }

  @Test
  void clientWithAStateListenerIsClosedAndItsListenerIsTold() throws Exception {
    RpcServer server = serve(new Workbench());
    Signal closed = new Signal();
    listenAndDrop(server.endpoint(), closed);
    collectUntil(closed::isRaised);
  }

  private static RemoteStream<Integer> readAndKeep(WorkshopStub workshop) {
    RemoteStream<Integer> stream = workshop.numbers(0).remoteStreaming();
    assertThat(stream.next()).isEqualTo(1);
    return stream;
  }

  private static void readAndDrop(WorkshopStub workshop) {
    RemoteStream<Integer> unused = readAndKeep(workshop);
  }

  @Test
  void streamIsCancelledAtTheServer() {
    Source source = new Source();
    WorkshopStub workshop = visit(source);
    readAndDrop(workshop);
    collectUntil(() -> source.cancelled.isRaised());
    assertThat(workshop.add(1, 2).remote(LONG)).as("others go on").isEqualTo(3);
  }

  @Test
  void streamOfADroppedClientIsReadOnAndThenBothAreReleased() {
    Source source = new Source();
    RpcServer server = serve(source);
    readOn(server.endpoint());
    collectUntil(() -> source.cancelled.isRaised());
    collectUntil(() -> threadsOf(server.endpoint()) == 0);
  }

  private void readOn(String endpoint) {
    RemoteStream<Integer> stream =
        readAndKeep(new WorkshopStub(RpcClient.connect(endpoint))); // the only reference
    awaitCollection();
    for (int i = 2; i < 5_000; i++) {
      assertThat(stream.next()).isEqualTo(i);
    }
  }

  /** Waits until another dropped object was detected. */
  private void awaitCollection() {
    Source other = new Source();
    readAndDrop(visit(other));
    collectUntil(() -> other.cancelled.isRaised());
  }

  @Test
  void callInFlightKeepsItsClient() {
    BusyWorkbench busy = new BusyWorkbench();
    RpcServer server = serve(busy);
    CompletableFuture<String> call =
        new WorkshopStub(RpcClient.connect(server.endpoint())).work("late").remoteFuture(LONG);
    busy.entered.await();
    awaitCollection();
    busy.gate.raise();
    assertThat(call).succeedsWithin(LONG).isEqualTo("late done");
    collectUntil(() -> threadsOf(server.endpoint()) == 0);
  }

  @Test
  void serverGoesOn() {
    String endpoint = serveAndDrop();
    awaitCollection();
    WorkshopStub workshop = new WorkshopStub(connect(RpcClient.builder().endpoint(endpoint)));
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    connect(RpcClient.builder().endpoint(endpoint)).shutdownServer();
  }

  private String serveAndDrop() {
    RpcServer server = server(new Workbench()).allowRemoteShutdown(true).build();
    String endpoint = server.bind(anywhere());
    server.start();
    return endpoint;
  }
}
