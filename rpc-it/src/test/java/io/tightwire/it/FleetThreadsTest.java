package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.Balancing;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that a client needs no more threads for many servers than for one. */
final class FleetThreadsTest extends FleetScenario {

  private static final int ADDRESSES = 100;

  /** Returns the names of the threads of clients, without their targets. */
  private static List<String> threadsOfClients() {
    return Footprint.now().threads().stream()
        .filter(name -> !name.contains("server") && !name.contains("handler"))
        .map(name -> name.replaceFirst(" .*", ""))
        .toList();
  }

  private List<String> threadsOfOne(String... endpoints) {
    RpcClient client =
        RpcClient.builder()
            .endpoints(endpoints)
            .balancing(Balancing.roundRobin())
            .interceptor(calls)
            .build();
    try (client) {
      awaitReady(client, endpoints.length);
      WorkshopStub workshop = new WorkshopStub(client);
      for (int i = 0; i < 2 * ADDRESSES; i++) {
        assertThat(workshop.add(i, 1).remote(LONG)).isEqualTo(i + 1);
      }
      return threadsOfClients();
    }
  }

  @Test
  void clientOfAHundredServersHasTheThreadsOfAClientOfOne() {
    RpcServer server = serve(new Workbench());
    for (int i = 1; i < ADDRESSES; i++) {
      String unused = server.bind(Transport.TCP.wildcard());
    }
    List<String> others = threadsOfClients();

    List<String> ofOne = threadsOfOne(server.endpoint());
    List<String> ofMany = threadsOfOne(server.endpoints().toArray(String[]::new));

    assertThat(ofOne).hasSizeGreaterThan(others.size());
    assertThat(ofMany).isEqualTo(ofOne);
    assertThat(server.endpoints())
        .hasSize(ADDRESSES)
        .allSatisfy(endpoint -> assertThat(calls.succeeded(endpoint)).isPositive());
  }
}
