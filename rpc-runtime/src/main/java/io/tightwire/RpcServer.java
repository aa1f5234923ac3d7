package io.tightwire;

import io.tightwire.generated.RpcSkeleton;
import io.tightwire.internal.context.CurrentCall;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.ConnectionLimits;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.ServerLink;
import io.tightwire.internal.server.Lanes;
import io.tightwire.internal.server.MethodTable;
import io.tightwire.internal.server.ServerCommand;
import io.tightwire.internal.server.ServerCore;
import io.tightwire.internal.server.ServerLimits;
import io.tightwire.internal.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Duration drainTimeout;
  private final Threads.@Nullable Pool ownThreads;
  private final ServerLink<ServerCommand> link;
  private final @Nullable CurveAllowList clientKeys;
  private final Runnable reviewKeys;
  private final List<String> endpoints = new CopyOnWriteArrayList<>();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CountDownLatch terminated = new CountDownLatch(1);

  private RpcServer(Builder builder) {
    drainTimeout = builder.drainTimeout;
    ownThreads = builder.executor == null ? Threads.handlers() : null;
    Executor executor = ownThreads == null ? Objects.requireNonNull(builder.executor) : ownThreads;
    Lanes lanes =
        new Lanes(
            builder.concurrency(),
            builder.lanes,
            builder.inlineLanes,
            builder.maxQueuedCalls,
            executor);
    ServerCore core =
        new ServerCore(
            new ServerOptions(
                builder.maxMessageSize,
                builder.limits(),
                builder.heartbeat,
                Optional.ofNullable(builder.allowRemoteShutdown),
                Optional.ofNullable(builder.exposeStackTraces),
                List.copyOf(builder.interceptors)),
            new MethodTable(builder.services, lanes),
            new Host());
    link =
        new ServerLink<>(
            new LinkOptions(
                "tightwire-server",
                builder.maxMessageSize,
                Limits.maxQueuedBytes(builder.maxMessageSize),
                Limits.maxBytesInAll(builder.maxMessageSize),
                builder.connectionLimits(),
                builder.curve()),
            core);
    reviewKeys = link::reviewKeys;
    clientKeys = builder.clientKeys;
    if (clientKeys != null) {
      clientKeys.watch(reviewKeys);
    }
  }

  /** What the loop tells this server; never blocks. */
  private final class Host implements ServerCore.Host {
    @Override
    public void post(ServerCommand command) {
      link.post(command); // a closed loop has no client left to answer
    }

    @Override
    public void shutdownRequested() {
      shutdown();
    }

    @Override
    public void drained() {
      closeLink();
    }

    @Override
    public void ended(@Nullable Throwable failure) {
      ending.set(true);
      terminate();
    }
  }

  private void closeLink() {
    try {
      link.beginClose(LINGER);
    } catch (Throwable e) { // there is no memory for the loop's thread, so nothing is left to close
      terminate();
      throw e;
    }
  }

  /** Nothing of the server is left: releases its resources, and all threads that wait for that. */
  private void terminate() {
    if (clientKeys != null) {
      clientKeys.unwatch(reviewKeys);
    }
    if (ownThreads != null) {
      ownThreads.close();
    }
    terminated.countDown();
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
    return new Builder();
  }

  /**
   * Binds one more endpoint. Clients can connect from now on; their calls are served once the
   * server is started.
   *
   * @param endpoint {@code tcp://host:port}, {@code tcp://host:*} for any free port, {@code
   *     ipc:///path}, {@code ipc://*} for a path of its own, {@code inproc://name} for clients of
   *     the same process (and class loader), {@code inproc://*} for a name of its own
   * @return the endpoint, with what was chosen for the wildcard
   * @throws IllegalArgumentException if that is no endpoint
   * @throws UncheckedIOException if it can't be had, with why
   * @throws IllegalStateException if the server is shut down
   */
  public String bind(String endpoint) {
    Endpoint wanted = Endpoint.parse(endpoint);
    if (ending.get()) {
      requireNoFailure();
      throw new IllegalStateException("The server is shut down; " + endpoint + " was not bound");
    }
    try {
      String bound = link.bind(wanted).toString();
      endpoints.add(bound);
      return bound;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Begins to serve.
   *
   * @throws IllegalStateException if nothing is bound, or the server was started or shut down
   *     before
   */
  public void start() {
    if (endpoints.isEmpty()) {
      throw new IllegalStateException(
          "The server is not bound; call bind(\"tcp://127.0.0.1:*\") before start()");
    }
    if (ending.get()) {
      requireNoFailure();
      throw new IllegalStateException("The server is shut down, and can't be started");
    }
    if (started.getAndSet(true)) {
      throw new IllegalStateException("The server was started before");
    }
    link.start();
  }

  /**
   * Where the server can be reached: the endpoint that was bound first.
   *
   * @return the endpoint, with what was chosen for a wildcard
   * @throws IllegalStateException if nothing is bound
   */
  public String endpoint() {
    if (endpoints.isEmpty()) {
      throw new IllegalStateException("The server is not bound; call bind(...) first");
    }
    return endpoints.get(0);
  }

  /**
   * All bound endpoints, in the order of their binding.
   *
   * @return an immutable list
   */
  public List<String> endpoints() {
    return List.copyOf(endpoints);
  }

  /**
   * Starts a gentle shutdown, and returns without waiting for it. The server accepts nothing new,
   * lets started calls finish within the drain timeout, answers all others with {@link
   * RpcCancelledException}, and closes. Calling it again does nothing. May be called anywhere, also
   * in handlers and callbacks.
   */
  public void shutdown() {
    if (!ending.getAndSet(true)) {
      end(drainTimeout);
    }
  }

  /**
   * Starts a shutdown that cancels started calls and interrupts their threads, and returns without
   * waiting for it. After {@link #shutdown()} it ends the time that started calls were given.
   * Calling it again does nothing. May be called anywhere, also in handlers and callbacks.
   */
  public void shutdownNow() {
    ending.set(true);
    end(Duration.ZERO);
  }

  /** Of two ends the earlier one counts. */
  private void end(Duration patience) {
    if (started.get() && link.post((core, now) -> core.drain(now, patience))) {
      link.stopAccepting();
    } else {
      closeLink(); // no call was ever read
    }
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
    long nanos = Times.nanos(Objects.requireNonNull(atMost, "atMost"));
    LoopThread.requireOther("The end of " + this);
    boolean over = terminated.await(nanos, TimeUnit.NANOSECONDS);
    if (over) {
      requireNoFailure();
    }
    return over;
  }

  private void requireNoFailure() {
    Throwable failure = link.failure();
    if (failure != null) {
      throw new IllegalStateException(
          "The server ended by a failure of its own: " + failure, failure);
    }
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
    LoopThread.requireOther("The end of " + this);
    terminated.await();
    requireNoFailure();
  }

  /**
   * Shuts the server down, as {@link #shutdown()} does, and waits until it has ended. Does not
   * throw if it had ended by a failure of its own, which was logged.
   *
   * <p>An interruption while it waits does not end the wait, but the time that started calls were
   * given, as {@link #shutdownNow()} does; the interrupt flag is set again in the end.
   *
   * <p>Inside a handler, whose end the server waits for, it returns immediately; also on a thread
   * that reads and writes for a client or server, which must not wait.
   */
  @Override
  public void close() {
    shutdown();
    if (CurrentCall.get() != null || LoopThread.isCurrent()) {
      return;
    }
    boolean interrupted = false;
    while (true) {
      try {
        terminated.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** For tests. */
  ServerLink<ServerCommand> link() {
    return link;
  }

  @Override
  public String toString() {
    return "RpcServer" + endpoints;
  }

  /** Configures a server. Not thread-safe. */
  public static final class Builder {

    private static final int ON_USERS_EXECUTOR = 256;

    private final List<RpcSkeleton> services = new ArrayList<>();
    private final List<ServerInterceptor> interceptors = new ArrayList<>();
    private final Map<String, Integer> lanes = new LinkedHashMap<>();
    private final Set<String> inlineLanes = new LinkedHashSet<>();
    private final List<String> contradictions = new ArrayList<>();
    private int workers;
    private @Nullable Executor executor;
    private int maxConcurrentCalls;
    private int maxQueuedCalls = Limits.MAX_QUEUED_CALLS;
    private int maxMessageSize = Limits.MAX_MESSAGE_SIZE;
    private int maxOpenCalls = Limits.MAX_CALLS;
    private int maxOpenCallsPerClient;
    private int maxConnections = ConnectionLimits.DEFAULT.maxConnections();
    private int maxConnectionsPerHost;
    private Duration drainTimeout = Duration.ofSeconds(10);
    private Heartbeat heartbeat = Heartbeat.DEFAULT;
    private @Nullable Boolean allowRemoteShutdown;
    private @Nullable Boolean exposeStackTraces;
    private @Nullable CurveKeyPair serverKeys;
    private @Nullable CurveAllowList clientKeys;

    private Builder() {}

    /**
     * Adds a service. At least one is required.
     *
     * @param skeleton the generated skeleton around the implementation
     * @return this
     */
    public Builder service(RpcSkeleton skeleton) {
      services.add(Objects.requireNonNull(skeleton, "skeleton"));
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
      interceptors.add(Objects.requireNonNull(value, "interceptor"));
      return this;
    }

    /**
     * Sets the number of threads that run handlers of the common lane. Unless this or {@link
     * #maxConcurrentCalls} is set, it is twice the number of processors, and at least 8. Each named
     * lane has further threads for its own concurrency. Threads are started when they are needed.
     * The system schedules them: handlers that compute do not delay handlers of other lanes.
     *
     * @param threads greater than zero
     * @return this
     */
    public Builder workers(int threads) {
      workers = Limits.positive("workers", threads);
      return this;
    }

    /**
     * Sets the executor that runs handlers. It must have its own threads, and enough of them for
     * all lanes together: lanes that share too few threads delay each other. It excludes {@link
     * #workers}.
     *
     * <p>With {@code Executors.newVirtualThreadPerTaskExecutor()} (Java 21 and later), handlers
     * that wait cost next to nothing, and {@link #maxConcurrentCalls} may be in the thousands. But
     * virtual threads share as many threads of the system as there are processors, and are not
     * preempted: as many computing handlers delay all others, of all lanes.
     *
     * @param value not shut down by the server
     * @return this
     */
    public Builder executor(Executor value) {
      executor = Objects.requireNonNull(value, "executor");
      return this;
    }

    /**
     * Adds a dispatch lane for the methods that name it ({@code @RpcMethod(lane)}).
     *
     * @param name its name
     * @param concurrency how many of its calls run at a time; with 1 they run in their order
     * @return this
     */
    public Builder lane(String name, int concurrency) {
      requireLaneName(name);
      Integer earlier =
          lanes.put(name, Limits.positive("The concurrency of lane " + name, concurrency));
      if (earlier != null && earlier != concurrency) {
        contradictions.add(
            "Lane \""
                + name
                + "\" has two concurrencies, "
                + earlier
                + " and "
                + concurrency
                + "; call lane(\""
                + name
                + "\", …) once");
      }
      return this;
    }

    private static void requireLaneName(String name) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException(
            "A lane needs a name; the common lane is sized by maxConcurrentCalls and workers");
      }
    }

    /**
     * Adds a dispatch lane whose calls run on the server's own thread, the one that reads and
     * writes for all connections. That saves two hand-overs between threads, which take longer than
     * most tiny handlers do.
     *
     * <p><b>While such a handler runs, the server does nothing else.</b> No request is read and no
     * response sent, for any client. Deadlines and cancellations, also its own, are not checked.
     * After the heartbeat's timeout, clients disconnect. An inline lane is for handlers that always
     * take a few microseconds: they look something up in memory, or count. They must not wait,
     * lock, log, do input or output. Blocking calls that they make through an {@link RpcClient} are
     * refused with an {@link IllegalStateException}. Interceptors run there too.
     *
     * <p>Calls of the lane run one after another, in the order in which they came. Methods that
     * return streams can't be on it; those that return a {@link
     * java.util.concurrent.CompletionStage} can, and may complete it anywhere.
     *
     * @param name as in {@code @RpcMethod(lane)}; not empty
     * @return this
     */
    public Builder inlineLane(String name) {
      requireLaneName(name);
      inlineLanes.add(name);
      return this;
    }

    /**
     * How many calls of the common lane run at a time. Unless set, as many as it has {@link
     * #workers}, or 256 on an {@link #executor} of the user's.
     *
     * @param calls greater than zero
     * @return this
     */
    public Builder maxConcurrentCalls(int calls) {
      maxConcurrentCalls = Limits.positive("maxConcurrentCalls", calls);
      return this;
    }

    /**
     * Sets the number of calls that may wait on each lane. Further calls are rejected with {@code
     * RESOURCE_EXHAUSTED}, unrun (load shedding). 65,536 unless set.
     *
     * @param calls greater than zero
     * @return this
     */
    public Builder maxQueuedCalls(int calls) {
      maxQueuedCalls = Limits.positive("maxQueuedCalls", calls);
      return this;
    }

    /**
     * Sets the number of calls that all clients together may have open: queued, running, or waiting
     * for their stage or stream to end. Further calls are rejected with {@code RESOURCE_EXHAUSTED}.
     * 262,144 unless set.
     *
     * @param calls greater than zero
     * @return this
     */
    public Builder maxOpenCalls(int calls) {
      maxOpenCalls = Limits.positive("maxOpenCalls", calls);
      return this;
    }

    /**
     * Sets the number of calls that one client may have open, one-way calls not counted. Further
     * calls are rejected with {@code RESOURCE_EXHAUSTED}. 65,536 unless set.
     *
     * @param calls greater than zero
     * @return this
     */
    public Builder maxOpenCallsPerClient(int calls) {
      maxOpenCallsPerClient = Limits.positive("maxOpenCallsPerClient", calls);
      return this;
    }

    /**
     * Sets the number of clients that may be connected over {@code tcp://} and {@code ipc://}.
     * Further connections are closed immediately; clients retry automatically. 4,096 unless set:
     * each one makes events on all others slightly more expensive, since JeroMQ walks through all
     * of them (about 0.1 ms for a thousand).
     *
     * @param connections greater than zero
     * @return this
     */
    public Builder maxConnections(int connections) {
      maxConnections = Limits.positive("maxConnections", connections);
      return this;
    }

    /**
     * Sets the number of connections that one Internet address may have; as many as there may be in
     * all unless set.
     *
     * @param connections greater than zero
     * @return this
     */
    public Builder maxConnectionsPerHost(int connections) {
      maxConnectionsPerHost = Limits.positive("maxConnectionsPerHost", connections);
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
     * Sets how long a shutdown lets started calls run; 10 s unless set.
     *
     * @param value greater than zero
     * @return this
     */
    public Builder drainTimeout(Duration value) {
      drainTimeout = Limits.positive("drainTimeout", value);
      return this;
    }

    /**
     * Sets the keepalive, which finds clients that are silent; 5 s and 15 s unless set.
     *
     * @param interval after this silence a client is sent a PING; a millisecond at least
     * @param timeout after this silence its connection counts as lost; longer than the interval
     * @return this
     * @throws IllegalArgumentException if it is shorter, or the second is not longer than it
     */
    public Builder heartbeat(Duration interval, Duration timeout) {
      heartbeat = Limits.heartbeat(interval, timeout);
      return this;
    }

    /**
     * Sets whether clients may shut the server down. Unless set, clients may that are connected
     * over {@code ipc://} or {@code inproc://}, where the file system or the process decides who
     * connects.
     *
     * @param allowed whether all may, or none
     * @return this
     */
    public Builder allowRemoteShutdown(boolean allowed) {
      allowRemoteShutdown = allowed;
      return this;
    }

    /**
     * Whether clients are sent the stack traces of handlers' failures. Unless set, those are that
     * came in over {@code ipc://} or {@code inproc://}.
     *
     * @param sent whether all are, or none
     * @return this
     */
    public Builder exposeStackTraces(boolean sent) {
      exposeStackTraces = sent;
      return this;
    }

    /**
     * Encrypts all connections, and admits only clients that prove to have one of these keys. Other
     * clients reach no handler. Without it there is neither encryption nor authentication.
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
      serverKeys = Objects.requireNonNull(keys, "keys");
      clientKeys = Objects.requireNonNull(clients, "clients");
      return this;
    }

    private @Nullable CurveOptions curve() {
      CurveKeyPair keys = serverKeys;
      CurveAllowList clients = clientKeys;
      return keys == null || clients == null
          ? null
          : CurveOptions.ofServer(keys.publicKey(), keys.secretKey(), clients::allows);
    }

    private ConnectionLimits connectionLimits() {
      return new ConnectionLimits(
          maxConnections,
          maxConnectionsPerHost > 0 ? maxConnectionsPerHost : maxConnections,
          ConnectionLimits.DEFAULT.firstMessageWithin(),
          ConnectionLimits.DEFAULT.firstMessageBytes());
    }

    private ServerLimits limits() {
      return new ServerLimits(
          maxOpenCallsPerClient > 0
              ? maxOpenCallsPerClient
              : Math.min(Limits.MAX_CALLS_PER_CLIENT, maxOpenCalls),
          maxOpenCalls,
          Limits.maxWaitingBytes(maxMessageSize),
          Limits.maxBytesInAll(maxMessageSize),
          Limits.maxWaitingBytes(maxMessageSize),
          Limits.maxBytesInAll(maxMessageSize),
          ConnectionLimits.DEFAULT.firstMessageWithin());
    }

    /** Of the common lane. */
    private int concurrency() {
      if (executor != null) {
        return maxConcurrentCalls > 0 ? maxConcurrentCalls : ON_USERS_EXECUTOR;
      }
      if (workers > 0) {
        return maxConcurrentCalls > 0 ? Math.min(workers, maxConcurrentCalls) : workers;
      }
      return maxConcurrentCalls > 0
          ? maxConcurrentCalls
          : Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
    }

    private void requireNoContradiction() {
      if (executor != null && workers > 0) {
        contradictions.add(
            "workers("
                + workers
                + ") sizes the server's own threads, which a server with an executor(…) does not"
                + " have; leave out one of them, or bound its calls by maxConcurrentCalls");
      }
      if (workers > 0 && maxConcurrentCalls > workers) {
        contradictions.add(
            above("maxConcurrentCalls", maxConcurrentCalls, "workers", workers)
                + ": a running call takes a thread");
      }
      for (String name : inlineLanes) {
        if (lanes.containsKey(name)) {
          contradictions.add(
              "\"" + name + "\" is both a lane and an inlineLane; leave out one of them");
        }
      }
      if (maxOpenCallsPerClient > maxOpenCalls) {
        contradictions.add(
            above("maxOpenCallsPerClient", maxOpenCallsPerClient, "maxOpenCalls", maxOpenCalls));
      }
      if (maxConnectionsPerHost > maxConnections) {
        contradictions.add(
            above(
                "maxConnectionsPerHost", maxConnectionsPerHost, "maxConnections", maxConnections));
      }
      if (!contradictions.isEmpty()) {
        throw new IllegalArgumentException(contradictions.get(0));
      }
    }

    private static String above(String part, int parts, String whole, int all) {
      return part
          + " "
          + parts
          + " is above "
          + whole
          + " "
          + all
          + "; lower the one or raise the other";
    }

    /**
     * Creates the server.
     *
     * @return the server; to be bound, started and closed
     * @throws IllegalArgumentException if there is no service, two serve the same, one needs a lane
     *     that there is not, or two options contradict each other
     */
    public RpcServer build() {
      if (services.isEmpty()) {
        throw new IllegalArgumentException(
            "A server needs a service: RpcServer.of(new CalculatorSkeleton(implementation))");
      }
      requireNoContradiction();
      return new RpcServer(this);
    }
  }
}
