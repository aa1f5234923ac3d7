package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcClient;
import io.tightwire.ServerStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests one of several servers that is frozen under load. */
final class FleetHungTest extends FleetScenario {

  private static final int CALLERS = 16;
  private static final Duration DEADLINE = Duration.ofMillis(500);
  private static final int ENOUGH = 500;

  /** The number of calls that may try whether the server works again. */
  private static final int PROBES = 2;

  @Test
  void frozenServerIsEjectedAndGetsCallsAgainWhenItWakesUp() throws Exception {
    List<ChildProcess> servers = launchServers();
    String[] endpoints = endpointsOf(servers);
    RpcClient client = connectAll(endpoints);
    WorkshopStub workshop = new WorkshopStub(client);
    Callers callers = Callers.start(CALLERS, id -> workshop.add(1, 2).remote(DEADLINE));
    for (String endpoint : endpoints) {
      calls.awaitSuccesses(endpoint, ENOUGH / SERVERS, AT_ONCE);
    }

    String frozen = endpoints[0];
    servers.get(0).signal("STOP");
    await()
        .atMost(Signal.PATIENCE)
        .until(
            () -> {
              ServerStatus status = status(client, frozen);
              return status.state() == ServerStatus.State.EJECTED && status.openCalls() == 0;
            });
    long failed = calls.failed(frozen);
    callers.awaitProgress(ENOUGH);
    assertThat(calls.failed(frozen)).isLessThanOrEqualTo(failed + PROBES);

    servers.get(0).signal("CONT");
    calls.awaitSuccesses(frozen, ENOUGH / SERVERS, LONG);
    callers.finish();
  }
}
