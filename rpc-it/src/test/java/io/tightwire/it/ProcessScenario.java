package io.tightwire.it;

import io.tightwire.RpcServer;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs its scenarios with processes, which are killed and frozen, over the transports between
 * processes. Confined to the test's thread.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(
    value = Transport.class,
    names = {"TCP", "IPC"})
@SuppressWarnings("NullAway.Init") // JUnit injects
abstract class ProcessScenario extends Processes {

  @Parameter Transport transport;

  private int places;

  /** Starts a server in the test's own process. */
  final RpcServer serve(RpcServer.Builder builder) {
    RpcServer server = builder.lane("narrow", 1).build();
    tidy(() -> Scenario.stop(server));
    server.bind(anywhere());
    server.start();
    return server;
  }

  /** Returns an endpoint to bind; over ipc a path that another server can bind again. */
  final String anywhere() {
    return transport == Transport.IPC
        ? "ipc://" + directory.resolve(++places + ".sock")
        : transport.wildcard();
  }
}
