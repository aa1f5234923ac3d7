package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests a server that is killed and replaced by another. */
final class KilledServerTest extends ProcessScenario {

  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void callsOfEveryModeFailImmediately() throws Exception {
    ChildProcess server = launchServer(anywhere());
    WorkshopStub workshop = visit(endpointOf(server));
    CompletableFuture<String> blocking =
        onAThread(() -> workshop.work("endless blocking").remote(LONG));
    CompletableFuture<String> untimed = onAThread(() -> workshop.work("endless untimed").remote());
    CompletableFuture<String> future = workshop.work("endless future").remoteFuture(LONG);
    CompletableFuture<String> later = workshop.workLater("endless later").remoteFuture(LONG);
    workshop.work("endless one-way").withTimeout(LONG).remoteOneWay();
    Collected<Integer> feed = Collected.from(workshop.feed(1_000).remotePublisher(), 5);
    List<Integer> read = new ArrayList<>();
    try (RemoteStream<Integer> stream =
        workshop.numbers(Integer.MAX_VALUE).remoteStreaming(Duration.ofHours(1))) {
      read.add(stream.next());
      await()
          .atMost(Signal.PATIENCE)
          .until(
              () ->
                  feed.items().size() == 5
                      && journal
                          .lines()
                          .containsAll(
                              List.of(
                                  "endless blocking",
                                  "endless untimed",
                                  "endless future",
                                  "endless later",
                                  "endless one-way")));

      server.kill();

      assertLost(blocking);
      assertLost(untimed);
      assertLost(future);
      assertLost(later);
      assertThat(feed.awaitEnd())
          .isInstanceOfSatisfying(RpcStreamingException.class, ProcessScenario::assertLost);
      assertLost(
          catchThrowableOfType(
              RpcStreamingException.class,
              () -> {
                while (true) {
                  read.add(stream.next());
                }
              }));
    }
    assertThat(feed.items()).containsExactly(1, 2, 3, 4, 5);
    assertThat(read).isEqualTo(IntStream.rangeClosed(1, read.size()).boxed().toList());
  }

  @Test
  void newCallsOfEveryModeWaitForTheSuccessor() throws Exception {
    ChildProcess server = launchServer(anywhere());
    String endpoint = endpointOf(server);
    WorkshopStub workshop = visit(endpoint);
    CompletableFuture<String> inFlight = workshop.work("endless").remoteFuture(LONG);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    server.kill();
    assertLost(inFlight);

    CompletableFuture<String> blocking = onAThread(() -> workshop.work("blocking").remote(LONG));
    CompletableFuture<String> future = workshop.work("future").remoteFuture(LONG);
    workshop.submit("one-way").withTimeout(LONG).remoteOneWay();
    Collected<Integer> feed = Collected.from(workshop.feed(3).withTimeout(LONG).remotePublisher());
    try (RemoteStream<Integer> stream = workshop.numbers(3).remoteStreaming(LONG)) {
      assertThat(future).isNotDone();

      launchServer(endpoint);

      assertThat(blocking).succeedsWithin(LONG).isEqualTo("blocking done");
      assertThat(future).succeedsWithin(LONG).isEqualTo("future done");
      assertThat(stream.next()).isEqualTo(1);
      assertThat(feed.awaitEnd()).isNull();
      assertThat(feed.items()).containsExactly(1, 2, 3);
      await().atMost(Signal.PATIENCE).until(() -> journal.lines().contains("one-way"));
    }
  }

  @Test
  void callsThatTheSuccessorCameTooLateForAreNeverRun() throws Exception {
    ChildProcess server = launchServer(anywhere());
    String endpoint = endpointOf(server);
    WorkshopStub workshop =
        new WorkshopStub(connect(RpcClient.builder().endpoint(endpoint).connectTimeout(SHORT)));
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    CompletableFuture<String> inFlight = workshop.work("endless").remoteFuture(LONG);
    server.kill();
    assertLost(inFlight);

    RpcTimeoutException late =
        catchThrowableOfType(RpcTimeoutException.class, () -> workshop.work("late").remote(SHORT));
    RpcUnavailableException unconnected =
        catchThrowableOfType(
            RpcUnavailableException.class, () -> workshop.work("unconnected").remote());
    CompletableFuture<String> cancelled = workshop.work("cancelled").remoteFuture(LONG);
    assertThat(cancelled.cancel(true)).isTrue();
    workshop.submit("one-way").withTimeout(SHORT).remoteOneWay();
    // Ends after the one-way call: its deadline is no earlier, and it was made later.
    CompletableFuture<String> last = workshop.work("last").remoteFuture(SHORT);
    assertThat(last).failsWithin(AT_ONCE);
    ChildProcess successor = launchServer(endpoint);
    assertThat(workshop.work("new").remote(LONG)).isEqualTo("new done");
    shutDown(successor);

    assertThat(late.mayHaveExecuted()).isFalse();
    assertThat(unconnected.mayHaveExecuted()).isFalse();
    assertThat(journal.lines())
        .contains("new")
        .doesNotContain("late", "unconnected", "cancelled", "one-way", "last");
  }
}
