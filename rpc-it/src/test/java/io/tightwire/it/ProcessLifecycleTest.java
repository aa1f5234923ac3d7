package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests processes that start in any order and are shut down or killed; the next ones can bind the
 * same endpoint.
 */
final class ProcessLifecycleTest extends ProcessScenario {

  @Test
  void clientMayStartBeforeTheServer() throws Exception {
    ChildProcess predecessor = launchServer(anywhere());
    String endpoint = endpointOf(predecessor); // where no server listens any more
    shutDown(predecessor);
    ChildProcess client = startClient(endpoint);
    client.say("work early");
    client.say("submit early too");
    client.say("numbers 3");

    launchServer(endpoint);

    assertThat(client.await("work: ")).isEqualTo("early done");
    assertThat(client.await("numbers: ")).isEqualTo("complete");
    await().atMost(Signal.PATIENCE).until(() -> journal.lines().contains("early too"));
  }

  @Test
  void serverMayStartBeforeItsClients() throws Exception {
    ChildProcess server = launchServer(anywhere());
    ChildProcess one = startClient(endpointOf(server));
    ChildProcess other = startClient(endpointOf(server));

    one.say("work one");
    other.say("work other");

    assertThat(one.await("work: ")).isEqualTo("one done");
    assertThat(other.await("work: ")).isEqualTo("other done");
  }

  @Test
  void clientEndsTheServersProcess() throws Exception {
    ChildProcess server = launchServer(anywhere());
    WorkshopStub workshop = visit(endpointOf(server));
    CompletableFuture<String> started = workshop.inOrder(1, 0).remoteFuture(LONG);
    await().atMost(Signal.PATIENCE).until(() -> journal.lines().contains("1:0"));

    server.say(ServerProcess.RELEASE); // the call ends before the drain ends, or before it begins
    shutDown(server); // says that the exit code is 0

    assertThat(started).succeedsWithin(AT_ONCE).isEqualTo("1:0");
    assertThat(socketFiles()).isEmpty();
  }

  @Test
  void placeOfAKilledServerIsTakenOver() throws Exception {
    ChildProcess first = launchServer(anywhere());
    String endpoint = endpointOf(first);
    assertThat(visit(endpoint).work("first").remote(LONG)).isEqualTo("first done");
    first.kill();
    assertThat(socketFiles()).hasSize(transport == Transport.IPC ? 1 : 0); // left behind

    ChildProcess second = launchServer(endpoint);

    assertThat(endpointOf(second)).isEqualTo(endpoint);
    assertThat(visit(endpoint).work("second").remote(LONG)).isEqualTo("second done");
    shutDown(second);
    assertThat(socketFiles()).isEmpty();
  }

  @Test
  void placeOfALiveServerIsNotTakenAway() throws Exception {
    ChildProcess first = launchServer(anywhere());
    String endpoint = endpointOf(first);
    WorkshopStub workshop = visit(endpoint);
    CompletableFuture<String> inFlight = workshop.inOrder(1, 0).remoteFuture(LONG);
    await().atMost(Signal.PATIENCE).until(() -> journal.lines().contains("1:0"));

    ChildProcess second = startServer(endpoint);

    assertThat(second.awaitExit()).isNotZero();
    second.await(
        "Exception in thread \"main\" java.io.UncheckedIOException: Cannot bind " + endpoint);
    first.say(ServerProcess.RELEASE);
    assertThat(inFlight).succeedsWithin(LONG).isEqualTo("1:0");
    assertThat(visit(endpoint).work("still").remote(LONG)).isEqualTo("still done");
  }

  /** A frozen server is not dead, though it does not respond. */
  @Test
  void placeOfAFrozenServerIsNotTakenAway() throws Exception {
    ChildProcess first = launchServer(anywhere());
    String endpoint = endpointOf(first);
    first.signal("STOP");

    ChildProcess second = startServer(endpoint);

    assertThat(second.awaitExit()).isNotZero();
    first.signal("CONT");
    assertThat(visit(endpoint).work("awake").remote(LONG)).isEqualTo("awake done");
  }

  /**
   * Returns the files that servers leave in their directory: sockets, and temporary files of
   * binding.
   */
  private List<Path> socketFiles() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> !file.equals(journal.file())).toList();
    }
  }
}
