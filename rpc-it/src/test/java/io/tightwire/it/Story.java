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
 * Tells each of its stories over every transport, and tidies up afterwards. Confined to the test's
 * thread.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(Transport.class)
@SuppressWarnings("NullAway.Init") // JUnit injects the parameter
abstract class Story {

  /** A deadline that is never reached, unless something is broken. */
  static final Duration LONG = Duration.ofSeconds(60);

  /** Well below {@link #LONG}: what is promised to happen at once happens within it. */
  static final Duration AT_ONCE = Duration.ofSeconds(20);

  @Parameter Transport transport;

  @TempDir Path directory;

  private final Deque<Runnable> toClose = new ArrayDeque<>();
  private int places;

  /** A started server of one workshop, with the defaults but for a lane that it needs. */
  final RpcServer serve(Workshop workshop) {
    return start(server(workshop));
  }

  /** A server to be configured further. */
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

  /** Has a server shut down when the story is over. */
  final RpcServer tidy(RpcServer server) {
    toClose.push(server::shutdownNow);
    return server;
  }

  final RpcClient connect(RpcServer server) {
    return connect(RpcClient.builder().endpoint(server.endpoint()));
  }

  final RpcClient connect(RpcClient.Builder builder) {
    RpcClient client = builder.build();
    toClose.push(client::close);
    return client;
  }

  /** A client's view of a started server. */
  final WorkshopStub visit(RpcServer server) {
    return new WorkshopStub(connect(server));
  }

  /** A client's view of a server of this workshop. */
  final WorkshopStub visit(Workshop workshop) {
    return visit(serve(workshop));
  }

  /** Somewhere to bind; over ipc a path that a server can come back to. */
  final String anywhere() {
    return transport == Transport.IPC
        ? "ipc://" + directory.resolve(++places + ".sock")
        : transport.wildcard();
  }

  /** An endpoint that was free a moment ago, and at which nobody listens. */
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
