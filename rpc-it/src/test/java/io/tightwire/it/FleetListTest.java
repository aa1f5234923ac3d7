package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.ServerStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** Tests a list of servers that changes. */
final class FleetListTest extends FleetScenario {

  private static final int CALLERS = 4;
  private static final int ENOUGH = 100;

  /** A workshop with one feed, which goes on until it is closed. */
  private static final class Feeding extends Workbench {
    final SubmissionPublisher<Integer> feed = new SubmissionPublisher<>();

    @Override
    public Flow.Publisher<Integer> feed(int count) {
      return feed;
    }
  }

  /** Replaces the file as deployments do, so that no reader sees a part of it. */
  private void list(Path file, RpcServer... servers) throws IOException {
    Path next = directory.resolve("next");
    Files.write(next, List.of(endpoints(List.of(servers))));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void addedServerGetsCallsAndRemovedOneFinishesItsStream() throws Exception {
    Feeding feeding = new Feeding();
    RpcServer removed = serve(feeding);
    RpcServer added = serve(new Workbench());
    Path file = directory.resolve("servers");
    list(file, removed);
    RpcClient client = connect(RpcClient.builder().endpoint("file://" + file).interceptor(calls));
    WorkshopStub workshop = new WorkshopStub(client);
    Collected<Integer> stream = Collected.from(workshop.feed(0).remotePublisher());
    await().atMost(AT_ONCE).until(() -> feeding.feed.getNumberOfSubscribers() == 1);
    feeding.feed.submit(1);
    Callers callers = Callers.start(CALLERS, id -> workshop.work(id).remote(LONG));
    calls.awaitSuccesses(removed.endpoint(), ENOUGH, AT_ONCE);

    list(file, removed, added);
    calls.awaitSuccesses(added.endpoint(), ENOUGH, AT_ONCE);

    list(file, added);
    awaitState(client, removed.endpoint(), ServerStatus.State.DRAINING);
    await().atMost(AT_ONCE).until(() -> status(client, removed.endpoint()).openCalls() == 1);
    long gotByThen = calls.succeeded(removed.endpoint());
    calls.awaitSuccesses(added.endpoint(), ENOUGH, AT_ONCE);
    assertThat(calls.succeeded(removed.endpoint())).isEqualTo(gotByThen);
    assertThat(stream.isEnded()).isFalse();

    feeding.feed.submit(2);
    feeding.feed.close();
    assertThat(stream.awaitEnd()).isNull();
    assertThat(stream.items()).containsExactly(1, 2);
    await()
        .atMost(AT_ONCE)
        .untilAsserted(
            () ->
                assertThat(client.servers())
                    .extracting(ServerStatus::endpoint)
                    .containsExactly(added.endpoint()));
    callers.finish();
    assertThat(callers.failed()).isEmpty();
  }
}
