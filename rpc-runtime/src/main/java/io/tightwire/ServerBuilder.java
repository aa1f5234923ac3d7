package io.tightwire;

import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.lifecycle.ServerConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * The settings of {@link RpcServer.Builder}. Checks each value alone; {@link ServerConfig} has the
 * defaults and checks how the values fit.
 *
 * <p>Not thread-safe.
 *
 * @param <B> the type that the setters return: that of the users' builder
 */
abstract class ServerBuilder<B extends ServerBuilder<B>> extends ServerExposureBuilder<B> {

  ServerBuilder() {}

  /**
   * Sets the number of threads that run handlers of the common lane. Unless this or {@link
   * #maxConcurrentCalls} is set, it is twice the number of processors, and at least 8. Each named
   * lane has further threads for its own concurrency. Threads are started when they are needed. The
   * system schedules them: handlers that compute do not delay handlers of other lanes.
   *
   * @param threads greater than zero
   * @return this
   */
  public B workers(int threads) {
    config.lanes().workers(Limits.positive("workers", threads));
    return self();
  }

  /**
   * Sets the executor that runs handlers. It must have its own threads, and enough of them for all
   * lanes together: lanes that share too few threads delay each other. It excludes {@link
   * #workers}.
   *
   * <p>With {@code Executors.newVirtualThreadPerTaskExecutor()} (Java 21 and later), handlers that
   * wait cost next to nothing, and {@link #maxConcurrentCalls} may be in the thousands. But virtual
   * threads share as many threads of the system as there are processors, and are not preempted: as
   * many computing handlers delay all others, of all lanes.
   *
   * @param value not shut down by the server
   * @return this
   */
  public B executor(Executor value) {
    config.lanes().executor(Objects.requireNonNull(value, "executor"));
    return self();
  }

  /**
   * Adds a dispatch lane for the methods that name it ({@code @RpcMethod(lane)}).
   *
   * @param name its name
   * @param concurrency how many of its calls run at a time; with 1 they run in their order
   * @return this
   */
  public B lane(String name, int concurrency) {
    requireLaneName(name);
    config.lanes().lane(name, Limits.positive("The concurrency of lane " + name, concurrency));
    return self();
  }

  private static void requireLaneName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "A lane needs a name; the common lane is sized by maxConcurrentCalls and workers");
    }
  }

  /**
   * Adds a dispatch lane whose calls run on the server's own thread, the one that reads and writes
   * for all connections. That saves two hand-overs between threads, which take longer than most
   * tiny handlers do.
   *
   * <p>Handlers that have proven to be short run there in any case ({@link #inlineShortHandlers});
   * an inline lane's do so from the first call on.
   *
   * <p>While such a handler runs, the server does nothing else, for 200 µs. Then another thread
   * takes over its work. An inline lane is for handlers that always take a few microseconds: they
   * look something up in memory, or count. They must not wait, lock, log, do input or output.
   * Blocking calls that they make through an {@link RpcClient} are refused with an {@link
   * IllegalStateException}. Interceptors run there too.
   *
   * <p>Calls of the lane run one after another, in the order in which they came. Methods that
   * return streams can't be on it; those that return a {@link java.util.concurrent.CompletionStage}
   * can, and may complete it anywhere.
   *
   * @param name as in {@code @RpcMethod(lane)}; not empty
   * @return this
   */
  public B inlineLane(String name) {
    requireLaneName(name);
    config.lanes().inlineLane(name);
    return self();
  }

  /**
   * Sets whether handlers that have proven to be short run on the server's own thread, the one that
   * reads and writes for all connections, instead of handler threads; default {@code true}. That
   * saves two hand-overs between threads for each call.
   *
   * <p>A method has proven to be short when its latest 32 runs took 20 µs at most, decoding and
   * encoding included. It goes back to the handler threads after a few runs of more than 200 µs,
   * and then needs twice as many short ones. If a handler does not return within 200 µs, another
   * thread takes over the server's work. So it may do there what it may do elsewhere: block, call
   * other services, be interrupted by its deadline. The bounds and the order of its lane hold.
   *
   * <p>Streams always run on handler threads, as does everything with an {@link #executor} of the
   * user's. Switch this off for handlers that need the thread that they run on, for example by its
   * name.
   *
   * @param enabled whether they do
   * @return this
   */
  public B inlineShortHandlers(boolean enabled) {
    config.lanes().inlineShortHandlers(enabled);
    return self();
  }

  /**
   * Sets how many calls of the common lane run at a time. Unless set, as many as it has {@link
   * #workers}, or 256 on an {@link #executor} of the user's.
   *
   * @param calls greater than zero
   * @return this
   */
  public B maxConcurrentCalls(int calls) {
    config.lanes().maxConcurrentCalls(Limits.positive("maxConcurrentCalls", calls));
    return self();
  }

  /**
   * Sets the number of calls that may wait on each lane. Further calls are rejected with {@code
   * RESOURCE_EXHAUSTED}, unrun (load shedding). 65,536 unless set.
   *
   * @param calls greater than zero
   * @return this
   */
  public B maxQueuedCalls(int calls) {
    config.lanes().maxQueuedCalls(Limits.positive("maxQueuedCalls", calls));
    return self();
  }

  /**
   * Sets the number of calls that all clients together may have open: queued, running, or waiting
   * for their stage or stream to end. Further calls are rejected with {@code RESOURCE_EXHAUSTED}.
   * 262,144 unless set.
   *
   * @param calls greater than zero
   * @return this
   */
  public B maxOpenCalls(int calls) {
    config.maxOpenCalls(Limits.positive("maxOpenCalls", calls));
    return self();
  }

  /**
   * Sets the number of calls that one client may have open, one-way calls not counted. Further
   * calls are rejected with {@code RESOURCE_EXHAUSTED}. 65,536 unless set.
   *
   * @param calls greater than zero
   * @return this
   */
  public B maxOpenCallsPerClient(int calls) {
    config.maxOpenCallsPerClient(Limits.positive("maxOpenCallsPerClient", calls));
    return self();
  }

  /**
   * Sets the number of clients that may be connected over {@code tcp://} and {@code ipc://}.
   * Further connections are closed immediately; clients retry automatically. Unless set, one for
   * each 64 KiB of the heap, but at least 4,096 and at most 16,384: an idle connection keeps 3.2 kB
   * of memory and a file descriptor. Set fewer if the process may have fewer descriptors. With keys
   * (CURVE), 4,096 unless set.
   *
   * @param connections greater than zero
   * @return this
   */
  public B maxConnections(int connections) {
    config.maxConnections(Limits.positive("maxConnections", connections));
    return self();
  }

  /**
   * Sets the number of connections that one Internet address may have; as many as there may be in
   * all unless set.
   *
   * @param connections greater than zero
   * @return this
   */
  public B maxConnectionsPerHost(int connections) {
    config.maxConnectionsPerHost(Limits.positive("maxConnectionsPerHost", connections));
    return self();
  }

  /**
   * Sets the largest message that is sent or accepted; 16 MiB unless set.
   *
   * @param bytes from 1 KiB to 1 GiB
   * @return this
   */
  public B maxMessageSize(long bytes) {
    config.maxMessageSize(Limits.messageSize(bytes));
    return self();
  }

  /**
   * Sets how long a shutdown lets started calls run; 10 s unless set.
   *
   * @param value greater than zero
   * @return this
   */
  public B drainTimeout(Duration value) {
    config.drainTimeout(Limits.positive("drainTimeout", value));
    return self();
  }

  /**
   * Sets the keepalive, which finds clients that are silent; 5 s and 15 s unless set.
   *
   * @param interval after this silence a client is sent a PING; a millisecond at least
   * @param timeout after this silence its connection counts as lost; longer than the interval
   * @return this
   * @throws IllegalArgumentException if it is shorter, or the second is not longer than it
   */
  public B heartbeat(Duration interval, Duration timeout) {
    config.heartbeat(Limits.heartbeat(interval, timeout));
    return self();
  }

  /**
   * Sets the age at which a connection is to end, within a tenth more or less; none unless set. Its
   * client is told so, finishes its open calls on it and makes its next calls on another one. This
   * spreads clients again that reach several servers through one address, such as that of a load
   * balancer for TCP connections.
   *
   * <p>No call is cancelled for it, however long it takes. A client without an open call that does
   * not disconnect within the {@link #drainTimeout} is disconnected.
   *
   * @param value a second at least
   * @return this
   */
  public B maxConnectionAge(Duration value) {
    config.maxConnectionAge(Limits.connectionAge(value));
    return self();
  }

  /**
   * Sets the endpoint that is registered, by which clients reach the server. Unless set, it is the
   * first {@code tcp://} endpoint that was bound before the start, or else the first one of all. If
   * that is bound to all addresses of the machine, its host is {@code POD_IP} of the environment,
   * or else the first address of the machine that is neither loopback nor link-local; private IPv4
   * addresses come first.
   *
   * @param endpoint without a wildcard: {@code tcp://10.0.0.7:5555}
   * @return this
   * @throws IllegalArgumentException if clients can't connect to such an endpoint
   */
  public B advertise(String endpoint) {
    config.publication().advertise(endpoint);
    return self();
  }

  /**
   * Sets the server's share of the calls, relative to that of the others; it is registered with the
   * endpoint. 1 unless set.
   *
   * @param value from 1 to {@link ServerAddress#MAX_WEIGHT}
   * @return this
   */
  public B weight(int value) {
    config.publication().weight(Limits.weight(value));
    return self();
  }

  /**
   * Adds an attribute of the server, which is registered with the endpoint. Clients know {@code
   * zone}; others are for resolvers and for people, such as the version of the program. A server
   * with CURVE keys registers its public key automatically, as {@code curve}.
   *
   * @param name without {@code =}; an earlier value of that name is replaced
   * @param value one line of text
   * @return this
   */
  public B attribute(String name, String value) {
    config
        .publication()
        .attribute(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, name));
    return self();
  }
}
