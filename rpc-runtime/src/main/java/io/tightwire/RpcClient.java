package io.tightwire;

import io.tightwire.OutgoingCall.Mode;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.client.BlockingCall;
import io.tightwire.internal.client.CallPreparer;
import io.tightwire.internal.client.ClientCommand;
import io.tightwire.internal.client.ClientRuntime;
import io.tightwire.internal.client.FutureCall;
import io.tightwire.internal.client.HeldStream;
import io.tightwire.internal.client.LeakDetector;
import io.tightwire.internal.client.OneWayCall;
import io.tightwire.internal.client.PreparedCall;
import io.tightwire.internal.client.SubscriberCall;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.lifecycle.ClientConfig;
import io.tightwire.internal.lifecycle.ClientLifecycle;
import io.tightwire.internal.link.ClientLink;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.wire.EncodedRequest;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of one server: the channel that stubs call through. It connects and reconnects
 * automatically, also when the server starts later, and keeps one connection for all callers.
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

  private final String endpoint;

  /** How long {@link #shutdownServer} may take. */
  private final Duration shutdownTimeout;

  private final ClientLifecycle lifecycle;
  private final ClientRuntime runtime;
  private final CallPreparer preparer;
  private final Cleaner.Cleanable leak;

  private RpcClient(ClientConfig config) {
    endpoint = config.endpoint().toString();
    Duration timeout = config.timeout();
    shutdownTimeout = timeout == null ? config.connectTimeout() : timeout;
    lifecycle = new ClientLifecycle(config);
    runtime = lifecycle.start(this);
    preparer = new CallPreparer(runtime, timeout, config.maxMessageSize(), config.interceptors());
    leak = LeakDetector.register(this, lifecycle);
  }

  /**
   * A client with the defaults. Does not wait for the connection.
   *
   * @param endpoint where the server is: {@code tcp://host:port}, {@code ipc:///path} or {@code
   *     inproc://name}
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
    return new Builder();
  }

  @Override
  public <T extends @Nullable Object> T call(RpcRequest<T> request) {
    CallPreparer.requireMayWait(request.method());
    return new BlockingCall<>(runtime, preparer.prepare(request, Mode.BLOCKING)).run();
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request) {
    PreparedCall<T> prepared;
    try {
      prepared = preparer.prepare(request, Mode.ASYNC);
    } catch (RpcException e) {
      return CompletableFuture.failedFuture(e);
    }
    return new FutureCall<>(runtime, prepared).run();
  }

  @Override
  public void callOneWay(RpcRequest<?> request) {
    new OneWayCall(runtime, preparer.prepare(request, Mode.ONE_WAY)).run();
  }

  @Override
  public <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request) {
    CallPreparer.requireMayWait(request.method());
    return HeldStream.of(runtime, preparer.prepare(request, Mode.STREAMING));
  }

  @Override
  public <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    PreparedCall<T> prepared;
    try {
      prepared = preparer.prepare(request, Mode.STREAMING);
    } catch (RpcException e) {
      SubscriberCall.refuse(runtime, request.method().displayName(), subscriber, e);
      return;
    }
    new SubscriberCall<>(runtime, prepared, subscriber).run();
  }

  /**
   * Returns the present state of the connection, and its reason. Never blocks.
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
    CallPreparer.requireMayWait("A connection to " + endpoint);
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
   */
  public void shutdownServer() {
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
    return "RpcClient[" + endpoint + ']';
  }

  /** Configures a client. Not thread-safe. */
  public static final class Builder {

    private final ClientConfig.Builder config = ClientConfig.builder();

    private Builder() {}

    /**
     * Sets the endpoint of the server. Required.
     *
     * @param value {@code tcp://host:port}, {@code ipc:///path} or {@code inproc://name}
     * @return this
     */
    public Builder endpoint(String value) {
      config.endpoint(Objects.requireNonNull(value, "endpoint"));
      return this;
    }

    /**
     * Sets the timeout of calls that have none themselves, and whose method has none. Without it,
     * such calls may take any time.
     *
     * @param value greater than zero
     * @return this
     */
    public Builder timeout(Duration value) {
      config.timeout(Limits.positive("timeout", value));
      return this;
    }

    /**
     * Sets how long a call without a deadline waits for a connection; 10 s unless set.
     *
     * @param value greater than zero
     * @return this
     */
    public Builder connectTimeout(Duration value) {
      config.connectTimeout(Limits.positive("connectTimeout", value));
      return this;
    }

    /**
     * Sets the keepalive, which finds a server that is silent; 5 s and 15 s unless set.
     *
     * @param interval after this silence the server is sent a PING; a millisecond at least
     * @param timeout after this silence the connection counts as lost; longer than the interval
     * @return this
     * @throws IllegalArgumentException if it is shorter, or the second is not longer than it
     */
    public Builder heartbeat(Duration interval, Duration timeout) {
      config.heartbeat(Limits.heartbeat(interval, timeout));
      return this;
    }

    /**
     * Sets the largest message that is sent or accepted; 16 MiB unless set.
     *
     * @param bytes from 1 KiB to 1 GiB
     * @return this
     */
    public Builder maxMessageSize(long bytes) {
      config.maxMessageSize(Limits.messageSize(bytes));
      return this;
    }

    /**
     * Sets the executor of callbacks: the dependent stages of futures, and subscribers. Unless set,
     * callbacks run on threads of the client, which are started when they are needed: callbacks
     * that block delay no others, unless 256 of them block. These threads have the context class
     * loader of the thread that built the client.
     *
     * <p>The executor should have its own threads. An executor that runs tasks on the thread that
     * submits them runs callbacks on the client's event loop, where they delay everything else of
     * the client; waiting for a call there is refused with an {@link IllegalStateException}.
     * Callbacks that the executor refuses run on the client's own threads.
     *
     * @param value not shut down by the client
     * @return this
     */
    public Builder callbackExecutor(Executor value) {
      config.callbackExecutor(Objects.requireNonNull(value, "callbackExecutor"));
      return this;
    }

    /**
     * Adds an interceptor that sees each call before it is sent, and its end. Several interceptors
     * run in the order in which they were added, and are told of the end in the opposite order.
     *
     * @param value called by many threads concurrently
     * @return this
     */
    public Builder interceptor(ClientInterceptor value) {
      config.interceptor(Objects.requireNonNull(value, "interceptor"));
      return this;
    }

    /**
     * Adds a listener that is told of each change of {@link RpcClient#state()}: of its kind, or of
     * its reason alone. It is called as the {@linkplain #callbackExecutor callbacks} are, in order
     * and by one thread at a time; it may block and make calls. If more than 64 states wait for a
     * slow listener, it misses the oldest. {@code CLOSED} comes exactly once, and last. What a
     * listener throws is logged.
     *
     * <pre>{@code
     * RpcClient client =
     *     RpcClient.builder()
     *         .endpoint(endpoint)
     *         .stateListener(state -> System.out.println("orders: " + state))
     *         .build();
     * }</pre>
     *
     * <p>A client whose listener refers to it is not closed by the garbage collector.
     *
     * @param value not told of the first state, {@code CONNECTING}
     * @return this
     */
    public Builder stateListener(Consumer<? super ConnectionState> value) {
      config.stateListener(Objects.requireNonNull(value, "stateListener"));
      return this;
    }

    /**
     * Encrypts the connection, proves to the server that this client has a key, and speaks to no
     * server that does not have the other one.
     *
     * <p>A server that does not know the client's key fails calls with an {@link
     * RpcPermissionException} ({@code UNAUTHENTICATED}); the client goes on trying for later ones.
     *
     * @param keys the client's own; the server must know the public one
     * @param serverKey the server's public key, in Z85
     * @return this
     * @throws IllegalArgumentException if {@code serverKey} is no key
     */
    public Builder curve(CurveKeyPair keys, String serverKey) {
      config.curve(
          CurveOptions.ofClient(
              keys.publicKey(), keys.secretKey(), CurveKeyPair.requirePublic(serverKey)));
      return this;
    }

    /**
     * Creates the client, which connects automatically.
     *
     * @return the client; to be closed
     * @throws IllegalStateException if no endpoint was given
     * @throws IllegalArgumentException if it is none to connect to
     */
    public RpcClient build() {
      return new RpcClient(config.build());
    }
  }
}
