package io.tightwire.testing;

import io.tightwire.RpcChannel;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A server and its client, in this process, for one test. Both are real, and connected over {@code
 * inproc://}, so codecs, deadlines, lanes, interceptors and limits work as in production. {@link
 * Faults} can be injected between them.
 *
 * <pre>{@code
 * try (TestBed bed = TestBed.of(new CalculatorSkeleton(new CalculatorService()))) {
 *   CalculatorStub calculator = bed.stub(CalculatorStub::new);
 *   assertEquals(8, calculator.add(5, 3).remote());
 * }
 * }</pre>
 *
 * <p>A test bed is strict: calls have a default deadline of ten seconds, and {@link #close()} fails
 * if calls were left open.
 *
 * <p>Thread-safe.
 */
public final class TestBed implements AutoCloseable {

  private final Duration timeout;
  private final Duration patience;
  private final RpcServer server;
  private final Faults faults;
  private final CallLeakDetector calls =
      new CallLeakDetector(
          "Calls are open at the end of the test",
          "wait for their outcome, cancel their futures, close their streams");
  private final CallLeakDetector handlers =
      new CallLeakDetector(
          "Handlers still run after the end of the test",
          "they must end when they are interrupted, or when RpcContext.isCancelled()");
  private final Deque<ProxiedClient> clients = new ArrayDeque<>();
  private final RpcClient client;
  private boolean closed;

  private TestBed(Builder builder) {
    requireOneWorld();
    timeout = builder.timeout;
    patience = builder.patience;
    faults = new Faults(methods(builder.services));
    server = server(builder);
    boolean open = false;
    try {
      String unused = server.bind("inproc://*");
      server.start();
      client = connect(builder.client);
      open = true;
    } finally {
      if (!open) {
        closeAll();
      }
    }
  }

  /**
   * Build tools often put the tested code on the module path, and the test dependencies on the
   * class path.
   */
  private static void requireOneWorld() {
    Module runtime = RpcServer.class.getModule();
    if (!runtime.isExported("io.tightwire.internal.link", TestBed.class.getModule())) {
      throw new IllegalStateException(
          "rpc-testing is on the class path, but rpc-runtime on the module path: put both on the"
              + " same one (Surefire: <useModulePath>false</useModulePath>)");
    }
  }

  private RpcServer server(Builder builder) {
    RpcServer.Builder configured =
        RpcServer.builder()
            .interceptor(call -> handlers.whileItRuns("the handler of " + call.method() + " runs"));
    builder.services.forEach(configured::service);
    builder.server.accept(configured);
    return configured.build();
  }

  private static List<MethodDescriptor<?>> methods(List<RpcSkeleton> services) {
    List<MethodDescriptor<?>> methods = new ArrayList<>();
    for (RpcSkeleton service : services) {
      for (ServerMethod<?> method : service.methods()) {
        methods.add(method.descriptor());
      }
    }
    return methods;
  }

  /**
   * Starts a server of these services, and a client, with the defaults.
   *
   * @param services the generated skeletons around the implementations
   * @return the bed; to be closed
   * @throws IllegalArgumentException if there is none, or two serve the same service
   */
  public static TestBed of(RpcSkeleton... services) {
    return builder().services(services).start();
  }

  /**
   * Starts to configure a bed.
   *
   * @return a builder with the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Creates a stub that calls the server through the bed's client.
   *
   * @param stub a generated stub's constructor
   * @param <S> the stub
   * @return the stub
   */
  public <S> S stub(Function<? super RpcChannel, ? extends S> stub) {
    return stub.apply(client);
  }

  /**
   * Returns the client.
   *
   * @return the client; it is closed with the bed
   */
  public RpcClient client() {
    return client;
  }

  /**
   * Returns the server. Clients that connect directly to its endpoint are not affected by faults.
   *
   * @return the server; it is shut down with the bed
   */
  public RpcServer server() {
    return server;
  }

  /**
   * Returns the faults between clients and server.
   *
   * @return the faults; none is set at first
   */
  public Faults faults() {
    return faults;
  }

  /**
   * Connects another client, which has a separate connection and is affected by the same faults.
   *
   * @param configuration called with a builder that has the defaults of a bed's client; the
   *     endpoint is set afterwards
   * @return closed with the bed
   * @throws IllegalStateException if the bed is closed
   */
  public RpcClient connect(Consumer<RpcClient.Builder> configuration) {
    RpcClient.Builder configured =
        RpcClient.builder()
            .timeout(timeout)
            .interceptor(
                call ->
                    calls.untilItEnds(
                        call.mode().name().toLowerCase(Locale.ROOT)
                            + " call of "
                            + call.method()
                            + " by thread \""
                            + Thread.currentThread().getName()
                            + '"'));
    configuration.accept(configured);
    synchronized (clients) {
      if (closed) {
        throw new IllegalStateException("The test bed is closed");
      }
      FaultProxy proxy = new FaultProxy(server.endpoint(), faults.plan());
      boolean connected = false;
      try {
        ProxiedClient proxied =
            new ProxiedClient(proxy, configured.endpoint(proxy.endpoint()).build());
        clients.push(proxied);
        faults.join(proxied);
        connected = true;
        return proxied.client();
      } finally {
        if (!connected) {
          proxy.close();
        }
      }
    }
  }

  /**
   * Waits for a short time until no call is open.
   *
   * @throws AssertionError if some are; each is a suppressed exception with the stack that made it
   */
  void requireNoOpenCalls() {
    AssertionError leak = calls.awaitNone(patience);
    if (leak != null) {
      throw leak;
    }
  }

  /**
   * Closes the bed. Checks for open calls, closes the clients, shuts the server down immediately,
   * and checks for handlers that still run although they were interrupted. It also works on an
   * interrupted thread, and if the server was shut down before. Calling it again does nothing.
   *
   * @throws AssertionError if calls were open, or handlers still run; everything is closed
   *     nevertheless
   */
  @Override
  public void close() {
    synchronized (clients) {
      if (closed) {
        return;
      }
      closed = true;
    }
    AssertionError open = calls.awaitNone(patience);
    closeAll();
    AssertionError running = handlers.awaitNone(patience);
    if (open != null && running != null) {
      open.addSuppressed(running);
    }
    AssertionError leak = open != null ? open : running;
    if (leak != null) {
      throw leak;
    }
  }

  private void closeAll() {
    synchronized (clients) {
      while (!clients.isEmpty()) {
        clients.pop().close();
      }
    }
    server.shutdownNow();
    server.close();
  }

  @Override
  public String toString() {
    return "TestBed[" + server + ']';
  }

  /** Configures beds. A builder can start several beds, one after the other. Not thread-safe. */
  public static final class Builder {

    private final List<RpcSkeleton> services = new ArrayList<>();
    private Consumer<RpcServer.Builder> server = unchanged -> {};
    private Consumer<RpcClient.Builder> client = unchanged -> {};
    private Duration timeout = Duration.ofSeconds(10);
    private Duration patience = Duration.ofSeconds(5);

    private Builder() {}

    /**
     * Adds services. At least one is required.
     *
     * @param skeletons the generated skeletons around the implementations; methods of services that
     *     {@link #server} adds can't be named in {@link Faults}
     * @return this
     */
    public Builder services(RpcSkeleton... skeletons) {
      for (RpcSkeleton skeleton : skeletons) {
        services.add(Objects.requireNonNull(skeleton, "skeleton"));
      }
      return this;
    }

    /**
     * Adds configuration of the server: lanes, interceptors, limits.
     *
     * @param configuration called each time a bed is started, after the configurations that were
     *     added before
     * @return this
     */
    public Builder server(Consumer<RpcServer.Builder> configuration) {
      server = server.andThen(configuration);
      return this;
    }

    /**
     * Adds configuration of the client: interceptors, limits.
     *
     * @param configuration called each time a bed is started, after the configurations that were
     *     added before; the endpoint is set afterwards
     * @return this
     */
    public Builder client(Consumer<RpcClient.Builder> configuration) {
      client = client.andThen(configuration);
      return this;
    }

    /**
     * Sets the deadline of calls that have none, and whose methods have none, so that no test
     * hangs. The default is 10 s.
     *
     * @param value greater than zero
     * @return this
     * @throws IllegalArgumentException if it is not
     */
    public Builder timeout(Duration value) {
      Objects.requireNonNull(value, "timeout");
      if (value.isZero() || value.isNegative()) {
        throw new IllegalArgumentException("timeout must be greater than zero, not " + value);
      }
      timeout = value;
      return this;
    }

    /**
     * Sets the time to wait for the end of calls. Only tests that leak calls wait for all of it.
     */
    Builder patience(Duration value) {
      patience = value;
      return this;
    }

    /**
     * Starts a server and a client.
     *
     * @return the bed; to be closed
     * @throws IllegalArgumentException if there is no service, two serve the same one, or one needs
     *     a lane that does not exist
     * @throws IllegalStateException if rpc-runtime is a module, and rpc-testing is on the class
     *     path
     */
    public TestBed start() {
      return new TestBed(this);
    }
  }
}
