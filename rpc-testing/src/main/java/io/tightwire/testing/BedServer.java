package io.tightwire.testing;

import io.tightwire.RpcServer;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One of a bed's servers: its endpoint stays the same when it is started again. Thread-safe. */
final class BedServer implements AutoCloseable {

  private final Supplier<List<RpcSkeleton>> services;
  private final Consumer<RpcServer.Builder> configuration;
  private final List<MethodDescriptor<?>> methods = new ArrayList<>();
  private final ServerPath path = new ServerPath();
  private volatile RpcServer server;
  private boolean closed;

  /**
   * Starts a server.
   *
   * @param services called at each start
   * @param configuration called at each start
   */
  BedServer(Supplier<List<RpcSkeleton>> services, Consumer<RpcServer.Builder> configuration) {
    this.services = services;
    this.configuration = configuration;
    List<RpcSkeleton> first = services.get();
    for (RpcSkeleton service : first) {
      for (ServerMethod<?> method : service.methods()) {
        methods.add(method.descriptor());
      }
    }
    server = start(first, "inproc://*");
  }

  private RpcServer start(List<RpcSkeleton> implementations, String endpoint) {
    RpcServer.Builder builder = RpcServer.builder();
    implementations.forEach(builder::service);
    configuration.accept(builder);
    RpcServer built = builder.build();
    boolean started = false;
    try {
      String unused = built.bind(endpoint);
      built.start();
      started = true;
      return built;
    } finally {
      if (!started) {
        built.close();
      }
    }
  }

  /** Returns the server that was started last. */
  RpcServer server() {
    return server;
  }

  /** Returns the way of the clients to this server. */
  ServerPath path() {
    return path;
  }

  /** Returns the methods that faults can name. */
  List<MethodDescriptor<?>> methods() {
    return methods;
  }

  /**
   * Shuts the server down, waits for its end, and starts another at the same endpoint.
   *
   * @throws IllegalStateException if the bed is closed
   */
  synchronized void restart() {
    if (closed) {
      throw new IllegalStateException("The test bed is closed");
    }
    server.close();
    server = start(services.get(), server.endpoint());
  }

  /** Ends the server immediately, and waits for that. It can't be started again. */
  @Override
  public void close() {
    server.shutdownNow(); // a restart that drains it does not take longer, then
    synchronized (this) {
      closed = true;
      server.shutdownNow();
      server.close();
    }
  }

  @Override
  public String toString() {
    return server.toString();
  }
}
