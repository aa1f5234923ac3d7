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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server and a client of it, in this process, for one test: real ones, over {@code inproc://}, so
 * that codecs, deadlines, lanes, interceptors and limits are those of production. Between them are
 * {@link Faults}.
 *
 * <pre>{@code
 * try (TestBed bed = TestBed.of(new CalculatorSkeleton(new CalculatorService()))) {
 *   CalculatorStub calculator = bed.stub(CalculatorStub::new);
 *   assertEquals(8, calculator.add(5, 3).remote());
 * }
 * }</pre>
 *
 * <p>Strict: no call takes longer than ten seconds unless that is asked for, and {@link #close()}
 * fails if calls were left open.
 *
 * <p>Safe for use by many threads.
 */
public final class TestBed implements AutoCloseable {

  private static final String OPEN = "Calls are open at the end of the test";
  private static final String OPEN_CURE =
      "wait for their outcome, cancel their futures, close their streams";

  private static final String RUNNING = "Handlers go on after the end of the test";
  private static final String RUNNING_CURE =
      "they must end when they are interrupted, or when RpcContext.isCancelled()";

  private final Duration timeout;
  private final Duration patience;
  private final RpcServer server;
  private final Faults faults;
  private final CallLeakDetector calls = new CallLeakDetector();
  private final CallLeakDetector handlers = new CallLeakDetector();
  private final Deque<ProxiedClient> lines = new ArrayDeque<>();
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

  /** Build tools like to put what is tested on the module path, and what only tests use not. */
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
   * Makes a stub that calls the server through the bed's client.
   *
   * @param stub a generated stub's constructor
   * @param <S> the stub
   * @return the stub
   */
  public <S> S stub(Function<? super RpcChannel, ? extends S> stub) {
    return stub.apply(client);
  }

  /**
   * The client.
   *
   * @return closed with the bed
   */
  public RpcClient client() {
    return client;
  }

  /**
   * The server. What connects to its endpoint directly meets no faults.
   *
   * @return shut down with the bed
   */
  public RpcServer server() {
    return server;
  }

  /**
   * What goes wrong in between.
   *
   * @return nothing, at first
   */
  public Faults faults() {
    return faults;
  }

  /**
   * Connects one more client, which has a connection of its own, and meets the same faults.
   *
   * @param configuration given a builder with the defaults of a bed's client; the endpoint is set
   *     afterwards
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
    synchronized (lines) {
      if (closed) {
        throw new IllegalStateException("The test bed is closed");
      }
      FaultProxy proxy = new FaultProxy(server.endpoint(), faults.plan());
      boolean connected = false;
      try {
        ProxiedClient proxied =
            new ProxiedClient(proxy, configured.endpoint(proxy.endpoint()).build());
        lines.push(proxied);
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
   * Waits a moment until no call is open.
   *
   * @throws AssertionError if some are; each is a suppressed exception with the stack that made it
   */
  void requireNoOpenCalls() {
    AssertionError leak = leak(calls, OPEN, OPEN_CURE);
    if (leak != null) {
      throw leak;
    }
  }

  private @Nullable AssertionError leak(CallLeakDetector of, String what, String cure) {
    List<CallLeakDetector.Origin> left = of.awaitNone(patience);
    if (left.isEmpty()) {
      return null;
    }
    AssertionError leak =
        new AssertionError(
            left.stream()
                .map(Throwable::getMessage)
                .collect(Collectors.joining(", ", what + ": ", "; " + cure)));
    left.forEach(leak::addSuppressed);
    return leak;
  }

  /**
   * Looks whether calls are open that nobody waits for any more, closes the clients, shuts the
   * server down at once, and looks whether handlers go on although they were interrupted. Does so
   * also with a thread that is interrupted, or with a server that was shut down before. Calling it
   * again does nothing.
   *
   * @throws AssertionError if calls were open, or handlers go on; all is closed nevertheless
   */
  @Override
  public void close() {
    synchronized (lines) {
      if (closed) {
        return;
      }
      closed = true;
    }
    AssertionError open = leak(calls, OPEN, OPEN_CURE);
    closeAll();
    AssertionError running = leak(handlers, RUNNING, RUNNING_CURE);
    if (open != null && running != null) {
      open.addSuppressed(running);
    }
    AssertionError leak = open != null ? open : running;
    if (leak != null) {
      throw leak;
    }
  }

  private void closeAll() {
    synchronized (lines) {
      while (!lines.isEmpty()) {
        lines.pop().close();
      }
    }
    server.shutdownNow();
  }

  @Override
  public String toString() {
    return "TestBed[" + server + ']';
  }

  /**
   * Configures beds. Can start several, one after the other. Not safe for use by several threads at
   * once.
   */
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
     * Configures the server: lanes, interceptors, limits.
     *
     * @param configuration called each time a bed is started, after what was given before
     * @return this
     */
    public Builder server(Consumer<RpcServer.Builder> configuration) {
      server = server.andThen(configuration);
      return this;
    }

    /**
     * Configures the client: interceptors, limits.
     *
     * @param configuration called each time a bed is started, after what was given before; the
     *     endpoint is set afterwards
     * @return this
     */
    public Builder client(Consumer<RpcClient.Builder> configuration) {
      client = client.andThen(configuration);
      return this;
    }

    /**
     * How long calls may take that give no time themselves, and whose method gives none, so that no
     * test hangs; 10 s unless set.
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

    /** How late an end may be known of. Only tests that leak wait for so long. */
    Builder patience(Duration value) {
      patience = value;
      return this;
    }

    /**
     * Starts a server and a client.
     *
     * @return the bed; to be closed
     * @throws IllegalArgumentException if there is no service, two serve the same, or one needs a
     *     lane that there is not
     * @throws IllegalStateException if rpc-runtime is a module, and rpc-testing is on the class
     *     path
     */
    public TestBed start() {
      return new TestBed(this);
    }
  }
}
