package io.tightwire;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.client.BlockingCall;
import io.tightwire.internal.client.CallChannel;
import io.tightwire.internal.client.CallPreparer;
import io.tightwire.internal.client.ClientCommand;
import io.tightwire.internal.client.ClientRuntime;
import io.tightwire.internal.client.LeakDetector;
import io.tightwire.internal.client.PreparedCall;
import io.tightwire.internal.client.Routing;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.lifecycle.ClassPreloader;
import io.tightwire.internal.lifecycle.ClientConfig;
import io.tightwire.internal.lifecycle.ClientLifecycle;
import io.tightwire.internal.link.ClientLink;
import io.tightwire.internal.wire.EncodedRequest;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A client of one server or of many: the channel that stubs call through. It connects and
 * reconnects automatically, also when servers start later, and keeps one connection to each for all
 * callers.
 *
 * <pre>{@code
 * RpcClient client = RpcClient.connect(endpoint);
 * OrdersStub orders = new OrdersStub(client);
 * }</pre>
 *
 * <p>Close a client when it is no longer needed. A client without a reference to it, a stub or a
 * call under way is closed when the garbage collector finds it, with a warning in the log. With the
 * system property {@code tightwire.creationSites=true} the warning says where the client was
 * created.
 *
 * <p>Thread-safe; one client serves any number of stubs.
 */
public final class RpcClient implements RpcChannel, AutoCloseable {

  private static final MethodDescriptor<Void> SHUTDOWN =
      MethodDescriptor.unary("ServerConnection", "shutdown", 0, Codecs.VOID);

  private final Target target;
  private final boolean single;

  /** How long {@link #shutdownServer} may take. */
  private final Duration shutdownTimeout;

  private final ClientLifecycle lifecycle;
  private final ClientRuntime runtime;
  private final CallPreparer preparer;
  private final CallChannel channel;
  private final Cleaner.Cleanable leak;

  private RpcClient(ClientConfig config) {
    target = config.target();
    single = config.isSingle();
    Duration timeout = config.timeout();
    shutdownTimeout = timeout == null ? config.connectTimeout() : timeout;
    lifecycle = new ClientLifecycle(config);
    runtime = lifecycle.start(this);
    preparer =
        new CallPreparer(
            runtime,
            timeout,
            config.maxMessageSize(),
            config.interceptors(),
            new Routing(null, null, config.waitsForConnection()));
    channel = new CallChannel(preparer);
    leak = LeakDetector.register(this, lifecycle);
  }

  /**
   * A client with the defaults. Does not wait for the connection.
   *
   * @param endpoint where the server is: {@code tcp://host:port}, {@code ipc:///path} or {@code
   *     inproc://name}; or where its servers are found: {@code dns://host:port}, {@code
   *     file:///path}
   * @return the client; to be closed
   * @throws IllegalArgumentException if that is no endpoint to connect to
   */
  public static RpcClient connect(String endpoint) {
    return builder().endpoint(endpoint).build();
  }

  /**
   * Starts to configure a client.
   *
   * @return a builder with the defaults
   */
  public static Builder builder() {
    ClassPreloader.CLIENT.start();
    return new Builder();
  }

  @Override
  public <T extends @Nullable Object> T call(RpcRequest<T> request) {
    return channel.call(request);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request) {
    return channel.callAsync(request);
  }

  @Override
  public void callOneWay(RpcRequest<?> request) {
    channel.callOneWay(request);
  }

  @Override
  public <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request) {
    return channel.stream(request);
  }

  @Override
  public <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber) {
    channel.subscribe(request, subscriber);
  }

  @Override
  public <T, R extends @Nullable Object> OpenUpload<T, R> upload(
      RpcRequest<R> request, Codec<T> items) {
    return channel.upload(request, items);
  }

  @Override
  public <T, R extends @Nullable Object> OpenDuplex<T, R> duplex(
      RpcRequest<R> request, Codec<T> items) {
    return channel.duplex(request, items);
  }

  /**
   * Returns a channel whose calls all go to the same server, and reach it in the order in which one
   * thread makes them. The server is chosen by the first call. When it is not ready any more, later
   * calls go to another one; that is logged, and interceptors see it ({@link CallEnd#server()}).
   *
   * <pre>{@code
   * OrdersStub session = new OrdersStub(client.pinned());
   * }</pre>
   *
   * @return a new channel; it ends with the client
   */
  public RpcChannel pinned() {
    return new CallChannel(preparer.pinned());
  }

  /**
   * Returns what the client knows of its servers, in the order of their list; those that have left
   * the list and still have open calls come last.
   *
   * @return the servers as of now; empty if the client is closed
   * @throws IllegalStateException on a thread of a client's or server's own, which must not wait
   */
  public List<ServerStatus> servers() {
    CallPreparer.requireMayWait("The state of the servers");
    return lifecycle.servers();
  }

  /**
   * Returns what the client was told to connect to.
   *
   * @return the target
   */
  public Target target() {
    return target;
  }

  /**
   * Returns what the client does and has done. Counting costs the calls next to nothing; reading
   * waits for the client's loop, for microseconds.
   *
   * <pre>{@code
   * ClientStats stats = client.stats();
   * long retries = stats.retried().getOrDefault(Attempt.Reason.RETRY, 0L);
   * }</pre>
   *
   * @return the numbers as of now; those of a closed client are the last ones, with no servers
   * @throws IllegalStateException on a thread of a client's or server's own, which must not wait
   */
  public ClientStats stats() {
    CallPreparer.requireMayWait("The client's statistics");
    return lifecycle.stats();
  }

  /**
   * Returns the present state of the connection, and its reason. Several servers are ready if one
   * is. Never blocks.
   *
   * @return the state
   */
  public ConnectionState state() {
    return lifecycle.state();
  }

  /**
   * Waits until calls can be sent: the connection is {@linkplain ConnectionState.Kind#READY ready}.
   *
   * @param atMost how long to wait; not at all if zero or negative
   * @return whether they can; false when the time is over, or the client is closed
   * @throws InterruptedException if the thread is interrupted
   * @throws IllegalStateException on a thread of a client's or server's own, which must not wait
   */
  public boolean awaitConnected(Duration atMost) throws InterruptedException {
    CallPreparer.requireMayWait("A connection to " + target);
    try {
      return lifecycle.awaitConnected(Objects.requireNonNull(atMost, "atMost"));
    } finally {
      Reference.reachabilityFence(this); // or it might be closed meanwhile
    }
  }

  /**
   * Asks the server to shut down as its own {@link RpcServer#shutdown()} does. Returns once the
   * server has agreed.
   *
   * @throws RpcPermissionException if the server does not allow it
   * @throws RpcException if it can't be reached within the client's timeout, or its connect timeout
   * @throws IllegalStateException if the client was not built with the endpoint of one server
   */
  public void shutdownServer() {
    if (!single) {
      throw new IllegalStateException(
          "Of the servers of "
              + target
              + ", none can be told to shut down; build a client with the endpoint of one of them");
    }
    long deadline = Times.deadline(System.nanoTime(), shutdownTimeout);
    CallPreparer.requireMayWait(SHUTDOWN);
    new BlockingCall<>(
            runtime,
            new PreparedCall<>(SHUTDOWN, EncodedRequest.shutdown(), shutdownTimeout, deadline))
        .run();
  }

  /**
   * Sends queued requests (for a second at most), cancels the calls under way, and disconnects.
   * Calls made later fail. Calling it again does nothing.
   */
  @Override
  public void close() {
    lifecycle.close();
    leak.clean();
  }

  /** For tests. */
  ClientLink<ClientCommand> link() {
    return lifecycle.link();
  }

  @Override
  public String toString() {
    return "RpcClient[" + target + ']';
  }

  /** Configures a client. Not thread-safe. */
  public static final class Builder extends ClientBuilder<Builder> {

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Creates the client, which connects automatically.
     *
     * @return the client; to be closed
     * @throws IllegalStateException if it is not said where the servers are, or in two ways
     * @throws IllegalArgumentException if that is none to connect to
     */
    public RpcClient build() {
      return new RpcClient(config.build());
    }
  }
}
