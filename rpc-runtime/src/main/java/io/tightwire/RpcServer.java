package io.tightwire;

import io.tightwire.discovery.Registrar;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.internal.lifecycle.ClassPreloader;
import io.tightwire.internal.lifecycle.ServerConfig;
import io.tightwire.internal.lifecycle.ServerLifecycle;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.ServerLink;
import io.tightwire.internal.server.ServerCommand;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hosts any number of services at any number of endpoints: bind it, start it, and shut it down.
 *
 * <pre>{@code
 * server.bind(endpoint);
 * server.start();
 * Runtime.getRuntime().addShutdownHook(new Thread(server::close)); // SIGTERM, Ctrl-C: drains, then closes
 * server.awaitTermination(); // the server's threads are daemons
 * }</pre>
 *
 * <p>Its threads are daemons, which keep no process alive: see {@link #awaitTermination()}. Once
 * bound, it serves until it is shut down, even if no reference to it is left.
 *
 * <p>Thread-safe.
 */
public final class RpcServer implements AutoCloseable {

  private final ServerLifecycle lifecycle;
  private final HealthState health;
  private final @Nullable CurveAllowList clientKeys;
  private final Runnable reviewKeys;

  private RpcServer(ServerConfig config, @Nullable CurveAllowList clientKeys) {
    lifecycle = new ServerLifecycle(config, this::forgetKeys);
    health = new HealthState(lifecycle.health());
    reviewKeys = lifecycle::reviewKeys;
    this.clientKeys = clientKeys;
    if (clientKeys != null) {
      clientKeys.watch(reviewKeys);
    }
  }

  private void forgetKeys() {
    if (clientKeys != null) {
      clientKeys.unwatch(reviewKeys);
    }
  }

  /**
   * A server of these services, with the defaults.
   *
   * @param services the generated skeletons around the implementations
   * @return the server; to be bound, started and closed
   * @throws IllegalArgumentException if there is none, or two serve the same service
   */
  public static RpcServer of(RpcSkeleton... services) {
    Builder builder = builder();
    for (RpcSkeleton service : services) {
      builder.service(service);
    }
    return builder.build();
  }

  /**
   * Starts to configure a server.
   *
   * @return a builder with the defaults
   */
  public static Builder builder() {
    ClassPreloader.SERVER.start();
    return new Builder();
  }

  /**
   * Binds one more endpoint. Clients can connect from now on; their calls are served once the
   * server is started.
   *
   * @param endpoint {@code tcp://host:port}, {@code tcp://host:*} for any free port, {@code
   *     ipc:///path}, {@code ipc://*} for any free path, {@code inproc://name} for clients of the
   *     same process (and class loader), {@code inproc://*} for any free name
   * @return the endpoint, with what was chosen for the wildcard
   * @throws IllegalArgumentException if that is no endpoint
   * @throws UncheckedIOException if it can't be had, with why
   * @throws IllegalStateException if the server is shut down
   */
  public String bind(String endpoint) {
    return lifecycle.bind(endpoint);
  }

  /**
   * Begins to serve, and then to register the server where that was configured. Does not wait for
   * registries: one that fails or can't be reached is retried, and does not stop the server.
   *
   * @throws IllegalStateException if nothing is bound, the server was started or shut down before,
   *     or it is to be registered and it is not known by which address clients reach it
   */
  public void start() {
    lifecycle.start();
  }

  /**
   * Returns whether the server is in all registries of its builder, as far as is known: for health
   * checks and tests.
   *
   * @return whether it is; false if there are none, and before the start and after the end
   */
  public boolean isRegistered() {
    return lifecycle.isRegistered();
  }

  /**
   * Returns whether the server and its services are ready, to be changed while it runs.
   *
   * <pre>{@code
   * server.health().set("com.acme.Orders", false);
   * }</pre>
   *
   * @return the state, which is the server's own
   */
  public HealthState health() {
    return health;
  }

  /**
   * Returns what the server does and has done, by lane, method and reason of rejection. Reads
   * counters without waiting for the server, so that it works while that is busy, and after its
   * end.
   *
   * @return the numbers of this moment
   */
  public ServerStats stats() {
    return lifecycle.stats();
  }

  /**
   * Where the server can be reached: the endpoint that was bound first.
   *
   * @return the endpoint, with what was chosen for a wildcard
   * @throws IllegalStateException if nothing is bound
   */
  public String endpoint() {
    return lifecycle.endpoint();
  }

  /**
   * All bound endpoints, in the order of their binding.
   *
   * @return an immutable list
   */
  public List<String> endpoints() {
    return lifecycle.endpoints();
  }

  /**
   * Returns where the server is between its creation and its end: for health checks. Returns
   * immediately.
   *
   * @return the state of this moment
   */
  public ServerState state() {
    if (lifecycle.hasFailed()) {
      return ServerState.FAILED;
    }
    if (lifecycle.isTerminated()) {
      return ServerState.CLOSED;
    }
    if (lifecycle.isEnding()) {
      return ServerState.DRAINING;
    }
    return lifecycle.isStarted() ? ServerState.SERVING : ServerState.NEW;
  }

  /**
   * Starts a gentle shutdown, and returns without waiting for it. The server is removed from its
   * registries, for which it waits a second at most. Then it accepts nothing new, lets started
   * calls finish within the drain timeout, rejects all others with {@link RpcCancelledException},
   * and closes. Calling it again does nothing. May be called anywhere, also in handlers and
   * callbacks.
   */
  public void shutdown() {
    lifecycle.shutdown();
  }

  /**
   * Starts a shutdown that cancels started calls and interrupts their threads, and returns without
   * waiting for it. After {@link #shutdown()} it ends the time that started calls were given.
   * Calling it again does nothing. May be called anywhere, also in handlers and callbacks.
   */
  public void shutdownNow() {
    lifecycle.shutdownNow();
  }

  /**
   * Waits until the server has ended: every call has its outcome, and every endpoint is closed.
   * Handlers that ignore the interruption of their thread may still run.
   *
   * @param atMost how long to wait; not at all if zero or negative
   * @return whether it has; false when the time is over
   * @throws InterruptedException if the thread is interrupted
   * @throws IllegalStateException if the server was not shut down, but ended by a failure of its
   *     own, which is the cause; or on a thread that reads and writes for a client or server, which
   *     must not wait
   */
  public boolean awaitTermination(Duration atMost) throws InterruptedException {
    return lifecycle.awaitTermination(Objects.requireNonNull(atMost, "atMost"));
  }

  /**
   * Waits until the server has ended: what a {@code main} that serves does after the start. A
   * server that fails (out of memory, say) has closed its ports, failed its calls and logged the
   * failure when this throws: the process can be started again.
   *
   * @throws InterruptedException if the thread is interrupted
   * @throws IllegalStateException as {@link #awaitTermination(Duration)} does
   */
  public void awaitTermination() throws InterruptedException {
    lifecycle.awaitTermination();
  }

  /**
   * Shuts the server down, as {@link #shutdown()} does, and waits until it has ended. Does not
   * throw if the server had failed, which was logged.
   *
   * <p>An interruption while it waits does not end the wait, but the time that started calls were
   * given, as {@link #shutdownNow()} does; the interrupt flag is set again in the end.
   *
   * <p>Inside a handler, whose end the server waits for, it returns immediately; also on a thread
   * that reads and writes for a client or server, which must not wait.
   */
  @Override
  public void close() {
    lifecycle.close();
  }

  /** For tests. */
  ServerLink<ServerCommand> link() {
    return lifecycle.link();
  }

  @Override
  public String toString() {
    return lifecycle.toString();
  }

  /** Configures a server. Not thread-safe. */
  public static final class Builder extends ServerBuilder<Builder> {

    private @Nullable CurveAllowList clientKeys;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Adds a service. At least one is required.
     *
     * @param skeleton the generated skeleton around the implementation
     * @return this
     */
    public Builder service(RpcSkeleton skeleton) {
      config.service(Objects.requireNonNull(skeleton, "skeleton"));
      return this;
    }

    /**
     * Adds a registry that lists the server while it serves, so that clients find it.
     *
     * <p>The server is registered once it has started, and removed before it rejects the first call
     * of a shutdown. A registry that fails never stops or delays it.
     *
     * @param target the registry's address, such as {@code zookeeper://zk1:2181/orders}; its scheme
     *     needs a {@link io.tightwire.discovery.RegistrarProvider} on the class path, which {@link
     *     #build} looks for
     * @return this
     */
    public Builder register(String target) {
      config.publication().register(Objects.requireNonNull(target, "target"));
      return this;
    }

    /**
     * Adds a registry, as {@link #register} does, by its registrar.
     *
     * @param value called on other threads than the server's; may be shared by several servers
     * @return this
     */
    public Builder registrar(Registrar value) {
      config.publication().registrar(Objects.requireNonNull(value, "registrar"));
      return this;
    }

    /**
     * Adds an interceptor that sees each call before it runs, and its end. Several interceptors run
     * in the order in which they were added, and are told of the end in the opposite order.
     *
     * @param value called by many threads concurrently
     * @return this
     */
    public Builder interceptor(ServerInterceptor value) {
      config.interceptor(Objects.requireNonNull(value, "interceptor"));
      return this;
    }

    /**
     * Encrypts all connections, and admits only clients that prove to have one of these keys. Other
     * clients reach no handler. Without it there is neither encryption nor authentication.
     *
     * <p>A server that {@linkplain #register registers} publishes its public key with its endpoint,
     * as the attribute {@code curve}.
     *
     * <p>Handlers and interceptors see the key ({@link RpcContext#peerKey()}). A server with keys
     * can't be bound to {@code inproc://}. Encryption is done on the server's own thread, in Java:
     * a connection costs it some milliseconds, and 1 MiB some tens of them.
     *
     * @param keys the server's own; clients must know the public one
     * @param clients the keys to admit; may be changed while the server runs
     * @return this
     */
    public Builder curve(CurveKeyPair keys, CurveAllowList clients) {
      Objects.requireNonNull(keys, "keys");
      Objects.requireNonNull(clients, "clients");
      config.curve(CurveOptions.ofServer(keys.publicKey(), keys.secretKey(), clients::allows));
      clientKeys = clients;
      return this;
    }

    /**
     * Creates the server.
     *
     * @return the server; to be bound, started and closed
     * @throws IllegalArgumentException if there is no service, two serve the same, one needs a lane
     *     that there is not, two options contradict each other, or no registrar is found
     */
    public RpcServer build() {
      return new RpcServer(config.build(), clientKeys);
    }
  }
}
