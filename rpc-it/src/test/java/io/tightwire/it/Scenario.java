package io.tightwire.it;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs each of its scenarios over every transport, and closes all resources afterwards. Confined to
 * the test's thread.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(Transport.class)
@SuppressWarnings("NullAway.Init") // JUnit injects the parameter
abstract class Scenario {

  /** A deadline that is never reached, unless something is broken. */
  static final Duration LONG = Duration.ofSeconds(60);

  /** Well below {@link #LONG}: events that are promised immediately happen within this time. */
  static final Duration AT_ONCE = Duration.ofSeconds(20);

  @Parameter Transport transport;

  @TempDir Path directory;

  private final Deque<Runnable> toClose = new ArrayDeque<>();
  private int places;

  /** Starts a server of a workshop, with the defaults and a lane that the workshop needs. */
  final RpcServer serve(Workshop workshop) {
    return start(server(workshop));
  }

  /** Returns the builder of a server, to be configured further. */
  static RpcServer.Builder server(Workshop workshop) {
    return RpcServer.builder().service(new WorkshopSkeleton(workshop)).lane("narrow", 1);
  }

  final RpcServer start(RpcServer.Builder builder) {
    return start(builder, anywhere());
  }

  final RpcServer start(RpcServer.Builder builder, String endpoint) {
    RpcServer server = tidy(builder.build());
    server.bind(endpoint);
    server.start();
    return server;
  }

  /** Registers a server that is shut down at the end of the scenario. */
  final RpcServer tidy(RpcServer server) {
    toClose.push(() -> stop(server));
    return server;
  }

  /** Ends a server whatever it is doing, and waits until it has ended. */
  static void stop(RpcServer server) {
    server.shutdownNow();
    server.close();
  }

  final RpcClient connect(RpcServer server) {
    return connect(RpcClient.builder().endpoint(server.endpoint()));
  }

  final RpcClient connect(RpcClient.Builder builder) {
    RpcClient client = builder.build();
    toClose.push(client::close);
    return client;
  }

  /** Returns a stub of a client of a started server. */
  final WorkshopStub visit(RpcServer server) {
    return new WorkshopStub(connect(server));
  }

  /** Returns a stub of a client of a new server of this workshop. */
  final WorkshopStub visit(Workshop workshop) {
    return visit(serve(workshop));
  }

  /** Returns an endpoint to bind; over ipc a path that another server can bind again. */
  final String anywhere() {
    return transport == Transport.IPC
        ? "ipc://" + directory.resolve(++places + ".sock")
        : transport.wildcard();
  }

  /** Returns an endpoint that was free a moment ago, and at which no server listens. */
  final String nobodysEndpoint() {
    try (RpcServer server = server(new Workbench()).build()) {
      return server.bind(anywhere());
    }
  }

  @AfterEach
  final void tidyUp() {
    while (!toClose.isEmpty()) {
      toClose.pop().run();
    }
  }
}
