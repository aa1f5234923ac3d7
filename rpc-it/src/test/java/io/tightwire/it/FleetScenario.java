package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.ServerStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/**
 * Runs its scenarios over tcp with one client of several servers, which are processes or belong to
 * the test's own. Confined to the test's thread.
 */
@Timeout(180)
abstract class FleetScenario extends Processes {

  static final int SERVERS = 5;

  private static final String ANYWHERE = Transport.TCP.wildcard();

  /** The calls of all clients of the scenario. */
  final CallsByServer calls = new CallsByServer();

  /** Starts the servers, each in a separate process, and waits until they serve. */
  final List<ChildProcess> launchServers() throws IOException {
    List<ChildProcess> servers = new ArrayList<>();
    for (int i = 0; i < SERVERS; i++) {
      servers.add(startServer(ANYWHERE));
    }
    servers.forEach(server -> server.await(ServerProcess.SERVING));
    return servers;
  }

  static String[] endpointsOf(List<ChildProcess> servers) {
    return servers.stream().map(Processes::endpointOf).toArray(String[]::new);
  }

  /** Starts a server of a workshop in the test's own process. */
  final RpcServer serve(Workshop workshop) {
    return serve(server(workshop), ANYWHERE);
  }

  /** Starts a server in the test's own process. */
  final RpcServer serve(RpcServer.Builder builder, String endpoint) {
    RpcServer server = builder.build();
    tidy(() -> Scenario.stop(server));
    server.bind(endpoint);
    server.start();
    return server;
  }

  /** Returns the builder of a server, to be configured further. */
  static RpcServer.Builder server(Workshop workshop) {
    return Scenario.server(workshop);
  }

  static String[] endpoints(List<RpcServer> servers) {
    return servers.stream().map(RpcServer::endpoint).toArray(String[]::new);
  }

  /** Connects to all servers, and waits until each of them is ready. */
  final RpcClient connectAll(String... endpoints) {
    RpcClient client = connect(RpcClient.builder().endpoints(endpoints).interceptor(calls));
    awaitReady(client, endpoints.length);
    return client;
  }

  static void awaitReady(RpcClient client, int servers) {
    await().atMost(Signal.PATIENCE).until(() -> count(client, ServerStatus.State.READY) == servers);
  }

  static long count(RpcClient client, ServerStatus.State state) {
    return client.servers().stream().filter(server -> server.state() == state).count();
  }

  static ServerStatus status(RpcClient client, String endpoint) {
    return client.servers().stream()
        .filter(server -> server.endpoint().equals(endpoint))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until a server is in a state. */
  static void awaitState(RpcClient client, String endpoint, ServerStatus.State state) {
    await()
        .atMost(Signal.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> status(client, endpoint).state() == state);
  }

  /** Returns the server at which most calls are open. */
  static ServerStatus busiest(RpcClient client) {
    return client.servers().stream()
        .max(Comparator.comparingInt(ServerStatus::openCalls))
        .orElseThrow();
  }

  /** Returns the process that serves there. */
  static ChildProcess at(ServerStatus server, List<ChildProcess> servers) {
    List<ChildProcess> found =
        servers.stream().filter(each -> endpointOf(each).equals(server.endpoint())).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
