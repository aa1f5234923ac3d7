package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.ServerStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Tests servers that are shut down and replaced at the same endpoint, one after the other, under
 * load. They belong to the test's process, so that a successor can be bound as soon as its
 * predecessor has released the port, though that one still drains.
 */
final class FleetRestartTest extends FleetScenario {

  private static final int ROUNDS = 2;
  private static final int CALLERS = 8;
  private static final int STREAMS = 20;

  /** The minimum number of responses before a restart. */
  private static final int PROGRESS = 50;

  /** The minimum number of calls that a successor gets. */
  private static final int ENOUGH = 10;

  private static final long WORK = TimeUnit.MILLISECONDS.toNanos(1);

  /** A workshop that counts the runs of each call, and whose feeds go on until they are closed. */
  private static final class Open extends Workbench {
    final Map<String, Integer> runs = new ConcurrentHashMap<>();
    final Queue<SubmissionPublisher<Integer>> feeds = new ConcurrentLinkedQueue<>();

    @Override
    public String work(String what) {
      runs.merge(what, 1, Integer::sum);
      LockSupport.parkNanos(WORK);
      return super.work(what);
    }

    @Override
    public Flow.Publisher<Integer> feed(int count) {
      return subscriber -> {
        SubmissionPublisher<Integer> feed = new SubmissionPublisher<>();
        feed.subscribe(subscriber);
        feed.submit(count);
        feeds.add(feed);
      };
    }
  }

  private final Open workshop = new Open();
  private final List<RpcServer> servers = new ArrayList<>();

  private RpcServer serveAgain(String endpoint) {
    return serve(server(workshop).drainTimeout(LONG), endpoint);
  }

  private RpcClient connectToAll() {
    for (int i = 0; i < SERVERS; i++) {
      servers.add(serveAgain(Transport.TCP.wildcard()));
    }
    return connectAll(endpoints(servers));
  }

  /** Binds a server where another one is about to release the port. */
  private void replace(int index) {
    String endpoint = servers.get(index).endpoint();
    await()
        .atMost(AT_ONCE)
        .pollInterval(Duration.ofMillis(5))
        .ignoreExceptions()
        .until(
            () -> {
              servers.set(index, serveAgain(endpoint));
              return true;
            });
  }

  private void assertRunOnce(Callers callers) {
    assertThat(callers.failed()).isEmpty();
    assertThat(workshop.runs).hasSameSizeAs(callers.completed());
    assertThat(workshop.runs).containsKeys(callers.completed().toArray(String[]::new));
    assertThat(workshop.runs).allSatisfy((id, runs) -> assertThat(runs).as(id).isEqualTo(1));
  }

  @Test
  void noCallFailsOrIsRunTwice() throws Exception {
    RpcClient client = connectToAll();
    WorkshopStub stub = new WorkshopStub(client);
    Callers callers = Callers.start(CALLERS, id -> stub.work(id).remote(LONG));

    for (int i = 0; i < ROUNDS * SERVERS; i++) {
      int index = i % SERVERS;
      callers.awaitProgress(PROGRESS);
      RpcServer former = servers.get(index);
      former.shutdown();
      assertThat(former.awaitTermination(AT_ONCE)).isTrue();
      replace(index);
      calls.awaitSuccesses(former.endpoint(), ENOUGH, AT_ONCE);
    }
    callers.finish();

    assertRunOnce(callers);
  }

  @Test
  void streamsGoOnAndSuccessorsGetCallsMeanwhile() throws Exception {
    RpcClient client = connectToAll();
    WorkshopStub stub = new WorkshopStub(client);
    Callers callers = Callers.start(CALLERS, id -> stub.work(id).remote(LONG));

    for (int round = 0; round < ROUNDS; round++) {
      List<Collected<Integer>> streams = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        streams.add(Collected.from(stub.feed(i).remotePublisher()));
      }
      await()
          .atMost(AT_ONCE)
          .until(() -> streams.stream().allMatch(stream -> stream.items().size() == 1));
      List<RpcServer> draining = new ArrayList<>(servers);
      for (int i = 0; i < SERVERS; i++) {
        callers.awaitProgress(PROGRESS);
        servers.get(i).shutdown();
        replace(i);
        calls.awaitSuccesses(servers.get(i).endpoint(), ENOUGH, AT_ONCE);
      }
      assertThat(draining.stream().filter(FleetRestartTest::isDraining)).isNotEmpty();

      for (SubmissionPublisher<Integer> feed : workshop.feeds) {
        feed.submit(-1);
        feed.close();
      }
      workshop.feeds.clear();
      for (int i = 0; i < STREAMS; i++) {
        assertThat(streams.get(i).awaitEnd()).isNull();
        assertThat(streams.get(i).items()).containsExactly(i, -1);
      }
      for (RpcServer former : draining) {
        assertThat(former.awaitTermination(AT_ONCE)).isTrue();
      }
    }
    callers.finish();

    assertRunOnce(callers);
    assertThat(count(client, ServerStatus.State.READY)).isEqualTo(SERVERS);
  }

  private static boolean isDraining(RpcServer server) {
    try {
      return !server.awaitTermination(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new Signal.InterruptedWait(e);
    }
  }
}
