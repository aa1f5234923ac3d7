package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests that a server gets no calls of a service while it says that it is not ready. */
final class FleetNotReadyTest extends FleetScenario {

  private static final int CALLS = 600;

  /** The calls that each server has received. */
  private final List<AtomicInteger> received = new ArrayList<>();

  private RpcServer serveCounting() {
    AtomicInteger count = new AtomicInteger();
    received.add(count);
    return serve(
        new Workbench() {
          @Override
          public int add(int a, int b) {
            count.incrementAndGet();
            return a + b;
          }
        });
  }

  private List<Integer> callsOf(WorkshopStub workshop) {
    received.forEach(count -> count.set(0));
    for (int i = 0; i < CALLS; i++) {
      assertThat(workshop.add(i, 1).remote(Scenario.LONG)).isEqualTo(i + 1);
    }
    return received.stream().map(AtomicInteger::get).toList();
  }

  @Test
  void serverGetsNoCallWhileItIsNotReadyAndItsShareAfterwards() {
    List<RpcServer> servers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      servers.add(serveCounting());
    }
    RpcClient client = connectAll(endpoints(servers));
    WorkshopStub workshop = new WorkshopStub(client);
    assertThat(callsOf(workshop)).allMatch(count -> count > CALLS / 10);

    RpcServer one = servers.get(1);
    one.health().set("workshop", false);
    await()
        .atMost(Signal.PATIENCE)
        .until(() -> status(client, one.endpoint()).notReadyFor().contains("workshop"));
    List<Integer> without = callsOf(workshop);
    assertThat(without.get(1)).isZero();
    assertThat(without.get(0) + without.get(2)).isEqualTo(CALLS);

    one.health().set("workshop", true);
    await()
        .atMost(Signal.PATIENCE)
        .until(() -> status(client, one.endpoint()).notReadyFor().isEmpty());
    assertThat(callsOf(workshop)).allMatch(count -> count > CALLS / 10);
  }
}
