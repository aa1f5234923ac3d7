package io.tightwire;

import io.tightwire.OutgoingCall.Mode;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.client.BlockingCall;
import io.tightwire.internal.client.CallPreparer;
import io.tightwire.internal.client.ClientCommand;
import io.tightwire.internal.client.ClientCore;
import io.tightwire.internal.client.ClientOptions;
import io.tightwire.internal.client.ClientRuntime;
import io.tightwire.internal.client.FutureCall;
import io.tightwire.internal.client.HeldStream;
import io.tightwire.internal.client.LeakDetector;
import io.tightwire.internal.client.OneWayCall;
import io.tightwire.internal.client.PendingCallLimit;
import io.tightwire.internal.client.PreparedCall;
import io.tightwire.internal.client.Readiness;
import io.tightwire.internal.client.ServerFingerprints;
import io.tightwire.internal.client.SubscriberCall;
import io.tightwire.internal.flow.ByteLimits;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.ClientLink;
import io.tightwire.internal.link.ConnectionLimits;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.stream.WindowBudget;
import io.tightwire.internal.wire.EncodedRequest;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** How long one-way and blocking calls wait for room in a queue that is full. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String endpoint;
  private final @Nullable Duration timeout;
  private final Duration connectTimeout;
  private final Threads.Callbacks ownCallbacks = Threads.callbacks();
  private final Readiness readiness = new Readiness();
  private final ClientLink<ClientCommand> link;
  private final ClientRuntime runtime;
  private final CallPreparer preparer;
  private final Open open;
  private final Cleaner.Cleanable leak;

  private RpcClient(Builder builder) {
    Endpoint target = Endpoint.parse(builder.requireEndpoint());
    CurveOptions curve = builder.curve;
    if (curve != null && target.kind() == Endpoint.Kind.INPROC) {
      throw new IllegalArgumentException(
          "Cannot connect to "
              + target
              + " with CURVE keys: inside a process there are none; leave out curve, or use tcp://"
              + " or ipc://");
    }
    endpoint = target.toString();
    timeout = builder.timeout;
    connectTimeout = builder.connectTimeout;
    int maxMessageSize = builder.maxMessageSize;
    Executor callbacks = builder.callbackExecutor == null ? ownCallbacks : builder.callbackExecutor;
    PendingCallLimit pendingLimit =
        new PendingCallLimit(
            Limits.MAX_WAITING_CALLS,
            ByteLimits.maxWaitingBytes(maxMessageSize),
            PATIENCE,
            readiness);
    ServerFingerprints fingerprints = new ServerFingerprints();
    ClientCore core =
        new ClientCore(
            new ClientOptions(endpoint, connectTimeout, builder.heartbeat, maxMessageSize),
            readiness,
            pendingLimit,
            fingerprints);
    link =
        new ClientLink<>(
            target,
            new LinkOptions(
                "tightwire-client " + endpoint,
                maxMessageSize,
                ByteLimits.maxQueuedBytes(maxMessageSize),
                ByteLimits.maxQueuedBytes(maxMessageSize),
                ConnectionLimits.DEFAULT,
                curve),
            core);
    runtime =
        new ClientRuntime(
            new Posting(),
            pendingLimit,
            callbacks,
            ownCallbacks,
            endpoint,
            fingerprints,
            new WindowBudget(ByteLimits.maxUnreadBytes()));
    preparer =
        new CallPreparer(runtime, timeout, maxMessageSize, List.copyOf(builder.interceptors));
    link.start();
    open = new Open(link, ownCallbacks, endpoint, new AtomicBoolean());
    leak = LeakDetector.register(this, open);
  }

  /** What is behind a client, and does not refer to it. */
  private record Open(
      ClientLink<ClientCommand> link,
      Threads.Callbacks callbacks,
      String endpoint,
      AtomicBoolean closed)
      implements LeakDetector.Resource {

    @Override
    public boolean isOpen() {
      return !closed.get();
    }

    @Override
    public void release() {
      closed.set(true);
      link.post((core, now) -> core.close("the client was closed"));
      link.beginClose(LINGER);
      callbacks.close();
    }

    @Override
    public String title() {
      return "A client of " + endpoint;
    }
  }

  /** How calls get to the loop. Refers to the client: calls under way keep it from collection. */
  private final class Posting implements ClientRuntime.CommandSink {
    @Override
    public boolean post(ClientCommand command) {
      return link.post(command);
    }

    @Override
    public @Nullable Throwable failure() {
      return link.failure();
    }
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
   * Waits until calls can be sent: connected, and greeted by the server.
   *
   * @param atMost how long to wait; not at all if zero or negative
   * @return whether they can; false when the time is over
   * @throws InterruptedException if the thread is interrupted
   * @throws IllegalStateException on a thread of a client's or server's own, which must not wait
   */
  public boolean awaitConnected(Duration atMost) throws InterruptedException {
    CallPreparer.requireMayWait("A connection to " + endpoint);
    try {
      return readiness.await(Times.nanos(Objects.requireNonNull(atMost, "atMost")));
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
    Duration limit = timeout == null ? connectTimeout : timeout;
    long deadline = Times.deadline(System.nanoTime(), limit);
    CallPreparer.requireMayWait(SHUTDOWN);
    new BlockingCall<>(
            runtime, new PreparedCall<>(SHUTDOWN, EncodedRequest.shutdown(), limit, deadline))
        .run();
  }

  /**
   * Sends queued requests (for a second at most), cancels the calls under way, and disconnects.
   * Calls made later fail. Calling it again does nothing.
   */
  @Override
  public void close() {
    open.release();
    link.close(LINGER);
    leak.clean();
  }

  /** For tests. */
  ClientLink<ClientCommand> link() {
    return link;
  }

  @Override
  public String toString() {
    return "RpcClient[" + endpoint + ']';
  }

  /** Configures a client. Not thread-safe. */
  public static final class Builder {

    private @Nullable String endpoint;
    private @Nullable Duration timeout;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Heartbeat heartbeat = Heartbeat.DEFAULT;
    private int maxMessageSize = ByteLimits.MAX_MESSAGE_SIZE;
    private @Nullable Executor callbackExecutor;
    private @Nullable CurveOptions curve;
    private final List<ClientInterceptor> interceptors = new ArrayList<>();

    private Builder() {}

    /**
     * Sets the endpoint of the server. Required.
     *
     * @param value {@code tcp://host:port}, {@code ipc:///path} or {@code inproc://name}
     * @return this
     */
    public Builder endpoint(String value) {
      endpoint = Objects.requireNonNull(value, "endpoint");
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
      timeout = Limits.positive("timeout", value);
      return this;
    }

    /**
     * Sets how long a call without a deadline waits for a connection; 10 s unless set.
     *
     * @param value greater than zero
     * @return this
     */
    public Builder connectTimeout(Duration value) {
      connectTimeout = Limits.positive("connectTimeout", value);
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
      heartbeat = Limits.heartbeat(interval, timeout);
      return this;
    }

    /**
     * Sets the largest message that is sent or accepted; 16 MiB unless set.
     *
     * @param bytes from 1 KiB to 1 GiB
     * @return this
     */
    public Builder maxMessageSize(long bytes) {
      maxMessageSize = Limits.messageSize(bytes);
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
      callbackExecutor = Objects.requireNonNull(value, "callbackExecutor");
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
      interceptors.add(Objects.requireNonNull(value, "interceptor"));
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
      curve =
          CurveOptions.ofClient(
              keys.publicKey(), keys.secretKey(), CurveKeyPair.requirePublic(serverKey));
      return this;
    }

    private String requireEndpoint() {
      if (endpoint == null) {
        throw new IllegalStateException(
            "The client has no endpoint; call .endpoint(\"tcp://host:port\") before build()");
      }
      return endpoint;
    }

    /**
     * Creates the client, which connects automatically.
     *
     * @return the client; to be closed
     * @throws IllegalStateException if no endpoint was given
     * @throws IllegalArgumentException if it is none to connect to
     */
    public RpcClient build() {
      return new RpcClient(this);
    }
  }
}
