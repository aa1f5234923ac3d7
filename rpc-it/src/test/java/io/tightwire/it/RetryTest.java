package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcClient;
import io.tightwire.RpcUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Calls of idempotent methods outlive the server that they were made to; others do not. */
final class RetryTest extends Story {

  @Test
  void idempotentCallIsAnsweredByTheNextServerAndOthersFail() throws Exception {
    Path started = directory.resolve("started");
    ServerProcess first = ServerProcess.launch(anywhere());
    try {
      WorkshopStub workshop =
          new WorkshopStub(connect(RpcClient.builder().endpoint(first.endpoint())));
      CompletableFuture<String> idempotent = workshop.read(started.toString()).remoteFuture(LONG);
      CompletableFuture<String> other = workshop.work("for ever").remoteFuture(LONG);
      await().atMost(Signal.PATIENCE).until(() -> Files.exists(started));
      assertThat(workshop.add(1, 2).remote(LONG)).as("both have reached the server").isEqualTo(3);

      first.kill();

      assertThat(other)
          .failsWithin(AT_ONCE)
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOfSatisfying(
              RpcUnavailableException.class, e -> assertThat(e.mayHaveExecuted()).isTrue());
      assertThat(idempotent).isNotDone();
      ServerProcess second = ServerProcess.launch(first.endpoint());
      try {
        assertThat(idempotent).succeedsWithin(LONG).isEqualTo(started + " read");
      } finally {
        second.kill();
      }
    } finally {
      first.kill();
    }
  }
}
