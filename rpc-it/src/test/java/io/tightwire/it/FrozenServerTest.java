package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests a frozen server process: its connections are open, and silent. */
final class FrozenServerTest extends ProcessScenario {

  private static final Duration SHORT = Duration.ofMillis(300);

  private WorkshopStub attentive(String endpoint) {
    return new WorkshopStub(
        connect(
            RpcClient.builder()
                .endpoint(endpoint)
                .heartbeat(Duration.ofMillis(200), Duration.ofSeconds(2))));
  }

  @Test
  void isFoundOutByItsSilenceAndServesWhenItWakesUp() throws Exception {
    ChildProcess server = launchServer(anywhere());
    WorkshopStub workshop = attentive(endpointOf(server));
    CompletableFuture<String> started = workshop.work("endless").remoteFuture(LONG);
    CompletableFuture<String> later = workshop.workLater("endless later").remoteFuture(LONG);
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
                      && journal.lines().containsAll(List.of("endless", "endless later")));

      server.signal("STOP");
      CompletableFuture<Integer> sent = workshop.add(1, 2).remoteFuture(LONG);

      assertThat(started)
          .failsWithin(AT_ONCE)
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("no sign of life for 2s");
      assertLost(started);
      assertLost(later);
      assertLost(sent);
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

    CompletableFuture<Integer> waiting = workshop.add(3, 4).remoteFuture(LONG);
    server.signal("CONT");

    assertThat(waiting).succeedsWithin(LONG).isEqualTo(7);
    // The server has learnt, too, that no caller waits for those responses any more.
    await().atMost(Signal.PATIENCE).until(() -> journal.lines().contains("interrupted endless"));
  }

  @Test
  void whatFailedUnsentMeanwhileIsNeverRun() throws Exception {
    ChildProcess server = launchServer(anywhere());
    WorkshopStub workshop = attentive(endpointOf(server));
    CompletableFuture<String> inFlight = workshop.work("endless").remoteFuture(LONG);
    await().atMost(Signal.PATIENCE).until(() -> journal.lines().contains("endless"));
    server.signal("STOP");
    assertLost(inFlight); // so the connection is lost

    List<String> unsent = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String what = "unsent " + i;
      RpcTimeoutException failure =
          catchThrowableOfType(RpcTimeoutException.class, () -> workshop.work(what).remote(SHORT));
      assertThat(failure.mayHaveExecuted()).isFalse();
      unsent.add(what);
    }
    CompletableFuture<String> cancelled = workshop.work("cancelled").remoteFuture(LONG);
    assertThat(cancelled.cancel(true)).isTrue();
    workshop.submit("one-way").withTimeout(SHORT).remoteOneWay();
    assertThat(workshop.work("last").remoteFuture(SHORT)).failsWithin(AT_ONCE);
    server.signal("CONT");
    assertThat(workshop.work("new").remote(LONG)).isEqualTo("new done");
    shutDown(server);

    assertThat(journal.lines())
        .contains("new")
        .doesNotContainAnyElementsOf(unsent)
        .doesNotContain("cancelled", "one-way", "last");
  }

  @Test
  void whatExpiredInItsQueueIsNeverRun() throws Exception {
    ChildProcess server = launchServer(anywhere());
    WorkshopStub workshop = visit(endpointOf(server)); // no heartbeat timeout: the connection stays
    CompletableFuture<String> running = workshop.inOrder(1, 0).remoteFuture(LONG);
    await().atMost(Signal.PATIENCE).until(() -> journal.lines().contains("1:0"));
    List<CompletableFuture<String>> queued = new ArrayList<>();
    Duration time = Duration.ofSeconds(2); // until it is queued, and the server is frozen
    for (int i = 1; i <= 20; i++) {
      queued.add(workshop.inOrder(1, i).remoteFuture(time));
    }
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3); // came after them
    server.signal("STOP");
    for (CompletableFuture<String> call : queued) {
      assertThat(call)
          .failsWithin(AT_ONCE)
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOf(RpcTimeoutException.class);
    }

    server.say(
        ServerProcess.RELEASE); // after it wakes up, it may first see this, or the cancellations
    server.signal("CONT");

    assertThat(running).succeedsWithin(LONG).isEqualTo("1:0");
    assertThat(workshop.inOrder(2, 1).remote(LONG)).isEqualTo("2:1");
    assertThat(journal.lines()).containsExactly("1:0", "2:1");
  }

  /** The CANCELs arrive right behind the requests. */
  @Test
  void requestWhoseCancellationHasArrivedTooIsNotRun() throws Exception {
    ChildProcess server = launchServer(anywhere());
    WorkshopStub workshop = visit(endpointOf(server));
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    server.signal("STOP");
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(workshop.work("stale " + i).remoteFuture(Duration.ofMillis(300)));
    }
    calls.forEach(call -> assertThat(call).failsWithin(AT_ONCE));

    server.signal("CONT");
    assertThat(workshop.work("new").remote(LONG)).isEqualTo("new done");
    shutDown(server);

    assertThat(journal.lines()).containsExactly("new");
  }
}
