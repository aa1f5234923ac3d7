package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Servers in processes of their own, which die, freeze, or are something else altogether. */
final class TwoProcessesTest extends Story {

  private final List<ServerProcess> processes = new ArrayList<>();

  private ServerProcess launch(String endpoint) throws IOException {
    ServerProcess process = ServerProcess.launch(endpoint);
    processes.add(process);
    return process;
  }

  @BeforeEach
  void onlyWhatReachesAnotherProcess() {
    assumeThat(transport).isNotEqualTo(Transport.INPROC);
  }

  @AfterEach
  void killAll() throws Exception {
    for (ServerProcess process : processes) {
      process.kill();
    }
  }

  @Test
  void killedServerFailsItsCallsAtOnceAndItsSuccessorServes() throws Exception {
    ServerProcess first = launch(anywhere());
    WorkshopStub workshop =
        new WorkshopStub(connect(RpcClient.builder().endpoint(first.endpoint())));
    CompletableFuture<String> inFlight = workshop.work("for ever").remoteFuture(LONG);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    try (RemoteStream<Integer> stream =
        workshop.numbers(Integer.MAX_VALUE).remoteStreaming(Duration.ofHours(1))) {
      assertThat(stream.next()).isEqualTo(1);

      first.kill();

      assertThat(inFlight)
          .failsWithin(AT_ONCE)
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOfSatisfying(
              RpcUnavailableException.class,
              e -> {
                assertThat(e.status()).isEqualTo(RpcStatus.UNAVAILABLE);
                assertThat(e.mayHaveExecuted()).isTrue();
              });
      RpcStreamingException broken =
          catchThrowableOfType(
              RpcStreamingException.class,
              () -> {
                while (true) {
                  stream.next();
                }
              });
      assertThat(broken.status()).isEqualTo(RpcStatus.UNAVAILABLE);
    }

    CompletableFuture<Integer> meanwhile = workshop.add(3, 4).remoteFuture(LONG);
    launch(first.endpoint());

    assertThat(meanwhile).succeedsWithin(LONG).isEqualTo(7);
    assertThat(workshop.add(5, 6).remote(LONG)).isEqualTo(11);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // has no signals
  void frozenServerIsFoundOutByItsSilenceAndServesWhenItWakesUp() throws Exception {
    ServerProcess server = launch(anywhere());
    WorkshopStub workshop =
        new WorkshopStub(
            connect(
                RpcClient.builder()
                    .endpoint(server.endpoint())
                    .heartbeat(Duration.ofMillis(200), Duration.ofSeconds(1))));
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);

    server.signal("STOP");
    CompletableFuture<Integer> inFlight = workshop.add(3, 4).remoteFuture(LONG);

    assertThat(inFlight)
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(RpcUnavailableException.class)
        .withMessageContaining("no sign of life for 1s");
    server.signal("CONT");
    await()
        .atMost(Signal.PATIENCE)
        .ignoreExceptionsInstanceOf(RpcException.class)
        .until(() -> workshop.add(5, 6).remote(Duration.ofSeconds(5)) == 11);
  }

  @Test
  void clientShutsAServerInAnotherProcessDown() throws Exception {
    ServerProcess server = launch(anywhere());

    connect(RpcClient.builder().endpoint(server.endpoint())).shutdownServer();

    assertThat(server.process().waitFor(AT_ONCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(server.process().exitValue()).isZero();
  }

  @Test
  void serverThatIsSomethingElseIsToldByTheDeadline() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String endpoint = "tcp://127.0.0.1:" + silent.getLocalPort();
      WorkshopStub workshop = new WorkshopStub(connect(RpcClient.builder().endpoint(endpoint)));

      RpcTimeoutException failure =
          catchThrowableOfType(
              RpcTimeoutException.class, () -> workshop.add(1, 2).remote(Duration.ofMillis(500)));

      assertThat(failure)
          .hasMessageContaining("workshop.add")
          .hasMessageContaining(endpoint)
          .hasMessageContaining("500ms")
          .hasMessageContaining("not yet sent");
      assertThat(failure.mayHaveExecuted()).isFalse();
    }
  }
}
