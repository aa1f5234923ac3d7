package io.tightwire.it;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests servers that are killed or shut down and replaced, repeatedly, under load. */
final class RestartsTest extends ProcessScenario {

  /** The minimum number of responses between two restarts. */
  private static final int PROGRESS = 20;

  /** The maximum number of calls in flight of one thread. */
  private static final int WINDOW = 8;

  /** The number of kills. Processes take their time to start, so there are fewer over ipc. */
  private int kills() {
    return transport == Transport.TCP ? Scale.RESTARTS : Scale.RESTARTS / 2;
  }

  @Test
  @Timeout(1_800) // the long form's; each wait has a limit, too
  void noCallIsRunTwiceOrAfterItFailedThoughServersAreKilled() throws Exception {
    ChildProcess server = launchServer(anywhere());
    String endpoint = endpointOf(server);
    Load load = new Load(visit(endpoint), visit(endpoint));

    for (int i = 0; i < kills(); i++) {
      load.awaitProgress();
      if (i % 2 == 0) { // long gone
        server.kill();
        server = launchServer(endpoint);
      } else { // the next one starts immediately
        ChildProcess successor = armServer(endpoint);
        server.kill();
        successor.say(ServerProcess.GO);
        successor.await(ServerProcess.SERVING);
        server = successor;
      }
    }
    finish(load, server, kills() + " servers killed");

    assertThat(load.cancelled).as("a killed server sends no cancellations").isEmpty();
  }

  @Test
  @Timeout(1_800) // the long form's; each wait has a limit, too
  void noCallIsRunTwiceOrAfterItFailedThoughServersAreShutDown() throws Exception {
    ChildProcess server = launchServer(anywhere());
    String endpoint = endpointOf(server);
    WorkshopStub workshop = visit(endpoint);
    Load load = new Load(workshop, visit(endpoint));

    for (int i = 1; i <= Scale.RESTARTS; i++) {
      load.awaitProgress();
      String running =
          ServerProcess.ENDLESS + ' ' + i; // other calls may end before they are interrupted
      CompletableFuture<String> call = workshop.work(running).remoteFuture(LONG);
      assertThat(workshop.work("behind it " + i).remote(LONG))
          .isEqualTo("behind it " + i + " done");
      server.say(ServerProcess.RESTART);
      assertThat(server.await(ServerProcess.SERVING_AGAIN + i)).isEmpty();
      load.settle(running, () -> call.get(2 * LONG.toSeconds(), TimeUnit.SECONDS));
    }
    finish(load, server, Scale.RESTARTS + " servers shut down");
  }

  private void finish(Load load, ChildProcess server, String what) throws InterruptedException {
    load.awaitProgress();
    load.finish();
    shutDown(server); // from now on the journal does not change

    Scale.report(
        String.format(
            "%s under load over %s: %d calls completed, %d failed unrun, %d failed and may have run",
            what,
            transport,
            load.completed.size(),
            load.unrun.size(),
            load.lost.size() + load.cancelled.size()));
    Map<String, Long> runs =
        journal.lines().stream().collect(groupingBy(id -> id, Collectors.counting()));
    Set<String> runTwice = new HashSet<>(runs.keySet());
    runTwice.removeIf(id -> runs.getOrDefault(id, 0L) == 1);
    assertThat(runTwice).as("run twice").isEmpty();
    assertThat(load.surprises).as("neither completed nor failed as documented").isEmpty();
    assertThat(load.completed.stream().filter(id -> !runs.containsKey(id)))
        .as("completed, not run")
        .isEmpty();
    assertThat(load.unrun).as("failed, said not to have been run").isNotEmpty();
    assertThat(load.unrun.stream().filter(runs::containsKey)).as("run, said not to").isEmpty();
    assertThat(load.lost.size() + load.cancelled.size()).as("failed, may have run").isPositive();
  }

  /** Callers that continue after failures, and record the outcome of each call. */
  private static final class Load {

    final Queue<String> completed = new ConcurrentLinkedQueue<>();
    final Queue<String> unrun = new ConcurrentLinkedQueue<>();
    final Queue<String> cancelled = new ConcurrentLinkedQueue<>();
    final Queue<String> lost = new ConcurrentLinkedQueue<>();
    final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final AtomicInteger progress = new AtomicInteger();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean over;

    Load(WorkshopStub one, WorkshopStub other) {
      start("blocking", id -> settle(id, () -> one.work(id).remote(timeout(id))));
      start("shared", id -> settle(id, () -> one.work(id).remote(timeout(id))));
      start("one-way", id -> oneWay(one, id));
      start("async", id -> window(other, id));
    }

    private interface Calls {
      void make(String id);
    }

    private interface Outcome {
      String get() throws ExecutionException, InterruptedException, TimeoutException;
    }

    private void start(String name, Calls calls) {
      Thread caller =
          new Thread(
              () -> {
                try {
                  for (int i = 0; !over; i++) {
                    calls.make(name + ' ' + i);
                  }
                } catch (Throwable e) {
                  surprises.add(name + " ended with " + e);
                }
              },
              name);
      caller.setDaemon(true);
      caller.start();
      callers.add(caller);
    }

    /** Some time out before the next server is there, the others wait for it. */
    private static Duration timeout(String id) {
      return id.hashCode() % 3 == 0 ? Duration.ofMillis(20) : LONG;
    }

    private void oneWay(WorkshopStub workshop, String id) {
      workshop.submit(id).withTimeout(timeout(id)).remoteOneWay();
      String next = id + " completed"; // waits for a response, so that one-way calls do not pile up
      settle(next, () -> workshop.work(next).remote(LONG));
    }

    private void window(WorkshopStub workshop, String id) {
      Map<String, CompletableFuture<String>> calls = new LinkedHashMap<>();
      for (int i = 0; i < WINDOW; i++) {
        String each = id + '.' + i;
        calls.put(each, workshop.work(each).remoteFuture(timeout(each)));
      }
      calls.forEach(
          (each, call) -> settle(each, () -> call.get(2 * LONG.toSeconds(), TimeUnit.SECONDS)));
    }

    private void settle(String id, Outcome outcome) {
      try {
        String response = outcome.get();
        if (response.equals(id + " done")) {
          completed.add(id);
          progress.incrementAndGet();
        } else {
          surprises.add(id + " got the response " + response);
        }
      } catch (RpcException e) {
        failed(id, e);
      } catch (ExecutionException e) {
        failed(id, e.getCause());
      } catch (InterruptedException | TimeoutException e) {
        surprises.add(id + " hangs: " + e);
      }
    }

    private void failed(String id, @Nullable Throwable failure) {
      if (failure instanceof RpcUnavailableException e) {
        (e.mayHaveExecuted() ? lost : unrun).add(id);
      } else if (failure instanceof RpcTimeoutException e) {
        (e.mayHaveExecuted() ? lost : unrun).add(id);
      } else if (failure instanceof RpcCancelledException e) {
        (e.mayHaveExecuted() ? cancelled : unrun).add(id);
      } else {
        surprises.add(id + " failed with " + failure);
      }
    }

    void awaitProgress() {
      int goal = progress.get() + PROGRESS;
      await()
          .atMost(Signal.PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> progress.get() >= goal);
    }

    void finish() throws InterruptedException {
      over = true;
      for (Thread caller : callers) {
        caller.join(2 * LONG.toMillis());
        assertThat(caller.isAlive()).as("%s hangs", caller.getName()).isFalse();
      }
    }
  }
}
