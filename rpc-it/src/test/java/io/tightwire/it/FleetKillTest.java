package io.tightwire.it;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcClient;
import io.tightwire.ServerStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tests one of several servers that is killed under load. */
final class FleetKillTest extends FleetScenario {

  /** The maximum number of calls of the load in flight, at all servers together. */
  private static final int CALLERS = 16;

  /** The number of calls that do not return as long as their servers live. */
  private static final int ENDLESS = 10;

  private static final int ENOUGH = 200;

  /** Makes calls that do not return, and waits until all of them run. */
  private List<CompletableFuture<String>> begin(Function<String, CompletableFuture<String>> call) {
    List<CompletableFuture<String>> begun = new ArrayList<>();
    for (int i = 0; i < ENDLESS; i++) {
      begun.add(call.apply(ServerProcess.ENDLESS + ' ' + i));
    }
    await().atMost(Signal.PATIENCE).until(() -> journal.lines().size() == ENDLESS);
    return begun;
  }

  private static long count(List<CompletableFuture<String>> such, boolean done) {
    return such.stream().filter(call -> call.isDone() == done).count();
  }

  @Test
  void idempotentCallsDoNotFail() throws Exception {
    List<ChildProcess> servers = launchServers();
    RpcClient client = connectAll(endpointsOf(servers));
    WorkshopStub workshop = new WorkshopStub(client);
    List<CompletableFuture<String>> begun = begin(what -> workshop.read(what).remoteFuture());
    ServerStatus victim = busiest(client);
    Callers callers =
        Callers.start(CALLERS, id -> workshop.read(ServerProcess.LEAFLET + id).remote(LONG));
    calls.awaitSuccesses(victim.endpoint(), ENOUGH / SERVERS, AT_ONCE);

    at(victim, servers).kill();
    await().atMost(AT_ONCE).until(() -> count(begun, true) == victim.openCalls());
    callers.awaitProgress(ENOUGH);
    callers.finish();

    assertThat(callers.failed()).isEmpty();
    assertThat(begun).noneMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(count(begun, false)).isEqualTo(ENDLESS - victim.openCalls());
  }

  @Test
  void otherCallsFailIfTheyWereInFlightThereAndRunOnce() throws Exception {
    List<ChildProcess> servers = launchServers();
    RpcClient client = connectAll(endpointsOf(servers));
    WorkshopStub workshop = new WorkshopStub(client);
    List<CompletableFuture<String>> begun = begin(what -> workshop.work(what).remoteFuture());
    ServerStatus victim = busiest(client);
    Callers callers = Callers.start(CALLERS, id -> workshop.work(id).remote(LONG));
    calls.awaitSuccesses(victim.endpoint(), ENOUGH / SERVERS, AT_ONCE);

    at(victim, servers).kill();
    await().atMost(AT_ONCE).until(() -> count(begun, true) == victim.openCalls());
    callers.awaitProgress(ENOUGH);
    callers.finish();

    begun.stream().filter(CompletableFuture::isDone).forEach(Processes::assertLost);
    assertThat(callers.failed()).hasSizeLessThanOrEqualTo(CALLERS);
    callers.failed().values().forEach(Processes::assertLost);
    Map<String, Long> runs = journal.lines().stream().collect(groupingBy(id -> id, counting()));
    assertThat(runs).allSatisfy((id, times) -> assertThat(times).as(id).isEqualTo(1));
    assertThat(runs).containsKeys(callers.completed().toArray(String[]::new));
  }
}
