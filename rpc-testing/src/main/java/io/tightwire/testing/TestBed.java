package io.tightwire.testing;

import io.tightwire.RpcChannel;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.generated.RpcSkeleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A server and its client, in this process, for one test. Both are real, and connected over {@code
 * inproc://}, so codecs, deadlines, lanes, interceptors and limits work as in production. {@link
 * Faults} can be injected between them. A bed may also have several servers, of which the client
 * chooses one for each call.
 *
 * <pre>{@code
 * try (TestBed bed = TestBed.of(new CalculatorSkeleton(new CalculatorService()))) {
 *   CalculatorStub calculator = bed.stub(CalculatorStub::new);
 *   assertEquals(8, calculator.add(5, 3).remote());
 * }
 * }</pre>
 *
 * <p>With several servers:
 *
 * <pre>{@code
 * try (TestBed bed =
 *     TestBed.builder()
 *         .servers(3)
 *         .service(index -> new CalculatorSkeleton(new CalculatorService()))
 *         .start()) {
 *   CalculatorStub calculator = bed.stub(CalculatorStub::new);
 *   bed.faults(0).refuse();
 *   bed.server(1).shutdown();
 *   assertEquals(8, calculator.add(5, 3).remote());
 *   bed.restart(1);
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
  private final OpenCalls open = new OpenCalls();
  private final List<BedServer> servers = new ArrayList<>();
  private final Deque<BedClient> clients = new ArrayDeque<>();
  private final RpcClient client;
  private boolean closed;

  private TestBed(Builder builder) {
    requireOneWorld();
    timeout = builder.timeout;
    patience = builder.patience;
    boolean started = false;
    try {
      for (int i = 0; i < builder.servers; i++) {
        servers.add(server(i, builder));
      }
      client = connect(builder.client);
      started = true;
    } finally {
      if (!started) {
        closeAll();
      }
    }
  }

  private BedServer server(int index, Builder builder) {
    List<IntFunction<? extends RpcSkeleton>> services = List.copyOf(builder.services);
    return new BedServer(
        () -> services.stream().<RpcSkeleton>map(service -> service.apply(index)).toList(),
        configured -> {
          open.observe(configured);
          builder.server.accept(configured);
        });
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
   * @throws IllegalStateException if the bed has several
   */
  public RpcServer server() {
    if (servers.size() > 1) {
      throw new IllegalStateException(
          "The bed has " + servers.size() + " servers; name one: server(0)");
    }
    return server(0);
  }

  /**
   * Returns one of several servers. In {@link RpcClient#servers()} of a bed's client they stand in
   * the same order; their endpoints there are those of the faults in front of them.
   *
   * @param index from 0
   * @return the server that was started last; it is shut down with the bed
   * @throws IndexOutOfBoundsException if there is no such server
   */
  public RpcServer server(int index) {
    return get(index).server();
  }

  private BedServer get(int index) {
    if (index < 0 || index >= servers.size()) {
      throw new IndexOutOfBoundsException(
          "There is no server " + index + "; the last one is " + (servers.size() - 1));
    }
    return servers.get(index);
  }

  /**
   * Shuts a server down gently, waits for its end, and starts another one at the same endpoint,
   * with the same configuration. Its faults stay. Clients connect to it soon, and not necessarily
   * before this method returns.
   *
   * <p>{@code server(index).shutdownNow()} before it makes an abrupt restart.
   *
   * @param index from 0
   * @throws IndexOutOfBoundsException if there is no such server
   * @throws IllegalStateException if the bed is closed
   */
  public void restart(int index) {
    get(index).restart();
  }

  /**
   * Returns the faults between clients and server; if there are several servers, those in front of
   * each.
   *
   * @return the faults; none is set at first
   */
  public Faults faults() {
    return Faults.of(servers);
  }

  /**
   * Returns the faults between clients and one of several servers.
   *
   * @param index from 0
   * @return the faults; none is set at first
   * @throws IndexOutOfBoundsException if there is no such server
   */
  public Faults faults(int index) {
    return Faults.of(List.of(get(index)));
  }

  /**
   * Connects another client, which has separate connections and is affected by the same faults.
   *
   * @param configuration called with a builder that has the defaults of a bed's client; the
   *     endpoint is set afterwards
   * @return closed with the bed
   * @throws IllegalStateException if the bed is closed
   */
  public RpcClient connect(Consumer<RpcClient.Builder> configuration) {
    RpcClient.Builder configured = RpcClient.builder().timeout(timeout);
    open.observe(configured);
    configuration.accept(configured);
    synchronized (clients) {
      if (closed) {
        throw new IllegalStateException("The test bed is closed");
      }
      BedClient connected = BedClient.connect(servers, configured);
      clients.push(connected);
      return connected.client();
    }
  }

  /**
   * Waits for a short time until no call is open.
   *
   * @throws AssertionError if some are; each is a suppressed exception with the stack that made it
   */
  void requireNoOpenCalls() {
    AssertionError leak = open.awaitCalls(patience);
    if (leak != null) {
      throw leak;
    }
  }

  /**
   * Closes the bed. Checks for open calls, closes the clients, shuts the servers down immediately,
   * and checks for handlers that still run although they were interrupted. It also works on an
   * interrupted thread, and if servers were shut down before. Calling it again does nothing.
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
    AssertionError calls = open.awaitCalls(patience);
    closeAll();
    AssertionError handlers = open.awaitHandlers(patience);
    if (calls != null && handlers != null) {
      calls.addSuppressed(handlers);
    }
    AssertionError leak = calls != null ? calls : handlers;
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
    servers.forEach(BedServer::close);
  }

  @Override
  public String toString() {
    return "TestBed" + servers;
  }

  /** Configures beds. A builder can start several beds, one after the other. Not thread-safe. */
  public static final class Builder extends BedBuilder {

    private Builder() {}

    /**
     * Starts the servers and a client.
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
