package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tests that calls of idempotent methods are retried on the next server, and others are not. */
final class RetryTest extends ProcessScenario {

  @Test
  void idempotentCallIsRetriedOnTheNextServerAndOthersFail() throws Exception {
    ChildProcess first = launchServer(anywhere());
    WorkshopStub workshop = visit(endpointOf(first));
    CompletableFuture<String> idempotent = workshop.read("the book").remoteFuture(LONG);
    CompletableFuture<String> other = workshop.work("endless").remoteFuture(LONG);
    await().atMost(Signal.PATIENCE).until(() -> journal.lines().size() == 2);

    first.kill();

    assertLost(other);
    assertThat(idempotent).isNotDone();
    launchServer(endpointOf(first));
    assertThat(idempotent).succeedsWithin(LONG).isEqualTo("the book read");
  }
}
