package io.tightwire;

import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.lifecycle.ClientConfig;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.zmq.CurveKeys;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The settings of {@link RpcClient.Builder}. Checks each value alone; {@link ClientConfig} has the
 * defaults and checks how the values fit.
 *
 * <p>Not thread-safe.
 *
 * @param <B> the type that the setters return: that of the users' builder
 */
abstract class ClientBuilder<B extends ClientBuilder<B>> {

  final ClientConfig.Builder config = ClientConfig.builder();

  ClientBuilder() {}

  /** Returns this builder, as users know it. */
  abstract B self();

  /**
   * Sets where the server is, or where the servers are found. Required, unless {@link #endpoints}
   * or {@link #resolver} is called.
   *
   * @param value {@code tcp://host:port}, {@code ipc:///path} or {@code inproc://name}; or {@code
   *     dns://host:port} for all addresses of a host, {@code file:///path} for a file with one
   *     endpoint a line; or the target of another resolver on the class path
   * @return this
   */
  public B endpoint(String value) {
    config.endpoint(Objects.requireNonNull(value, "endpoint"));
    return self();
  }

  /**
   * Sets where the servers are.
   *
   * <pre>{@code
   * RpcClient client =
   *     RpcClient.builder()
   *         .endpoints("tcp://127.0.0.1:5555", "tcp://127.0.0.1:5556")
   *         .build();
   * }</pre>
   *
   * @param values one or more endpoints; one that is named twice counts once
   * @return this
   */
  public B endpoints(String... values) {
    config.endpoints(List.of(values));
    return self();
  }

  /**
   * Sets what finds the servers.
   *
   * @param value watched until the client is closed
   * @return this
   */
  public B resolver(Resolver value) {
    config.resolver(Objects.requireNonNull(value, "resolver"));
    return self();
  }

  /**
   * Sets how the server of a call is chosen; {@link Balancing#leastLoaded()} unless set.
   *
   * @param value the policy
   * @return this
   */
  public B balancing(Balancing value) {
    config.balancing(Objects.requireNonNull(value, "balancing"));
    return self();
  }

  /**
   * Sets when a server that fails calls gets none; {@link Ejection#DEFAULT} unless set.
   *
   * @param value the rule
   * @return this
   */
  public B ejection(Ejection value) {
    config.ejection(Objects.requireNonNull(value, "ejection"));
    return self();
  }

  /**
   * Sets how many calls may be sent to another server after one has failed them: idempotent calls
   * whose connection was lost, and calls that a server without capacity has refused. Second
   * attempts of hedged calls count, too. A fifth of all calls and ten a second unless set, measured
   * over ten seconds. Calls that a server has not run because it is going away move without a
   * budget.
   *
   * @param share of all calls, from 0 to 1
   * @param perSecond the number that is always allowed, from 0 to 1000
   * @return this
   * @throws IllegalArgumentException if one is out of its range
   */
  public B retryBudget(double share, int perSecond) {
    Limits.retryBudget(share, perSecond);
    config.retryBudget(share, perSecond);
    return self();
  }

  /**
   * Sets the largest number of servers to connect to; 100 unless set. Of a longer list, each client
   * takes a part at random, so that all servers have about as many clients.
   *
   * @param servers greater than zero
   * @return this
   */
  public B subset(int servers) {
    config.subset(Limits.positive("subset", servers));
    return self();
  }

  /**
   * Sets the zone whose servers are preferred: those whose address has the attribute {@code zone}
   * with this value. They get all calls as long as half of them are ready.
   *
   * @param zone the value of the attribute
   * @return this
   */
  public B preferZone(String zone) {
    config.zone(Objects.requireNonNull(zone, "zone"));
    return self();
  }

  /**
   * Sets whether calls wait for a connection if there is none; they do unless this is set. Calls
   * that do not wait fail immediately with an {@link RpcUnavailableException}, and were not
   * executed. A call can say it for itself: {@link RemoteCall#waitForConnection}.
   *
   * @param wait whether calls wait
   * @return this
   */
  public B waitForConnection(boolean wait) {
    config.waitForConnection(wait);
    return self();
  }

  /**
   * Sets the timeout of calls that have none themselves, and whose method has none. Without it,
   * such calls may take any time.
   *
   * @param value greater than zero
   * @return this
   */
  public B timeout(Duration value) {
    config.timeout(Limits.positive("timeout", value));
    return self();
  }

  /**
   * Sets how long a call without a deadline waits for a connection; 10 s unless set.
   *
   * @param value greater than zero
   * @return this
   */
  public B connectTimeout(Duration value) {
    config.connectTimeout(Limits.positive("connectTimeout", value));
    return self();
  }

  /**
   * Sets the keepalive, which finds a server that is silent; 5 s and 15 s unless set.
   *
   * @param interval after this silence the server is sent a PING; a millisecond at least
   * @param timeout after this silence the connection counts as lost; longer than the interval
   * @return this
   * @throws IllegalArgumentException if it is shorter, or the second is not longer than it
   */
  public B heartbeat(Duration interval, Duration timeout) {
    config.heartbeat(Limits.heartbeat(interval, timeout));
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
   * Sets the executor of callbacks: the dependent stages of futures, and subscribers. Unless set,
   * callbacks run on threads of the client, which are started when they are needed: callbacks that
   * block delay no others, unless 256 of them block. These threads have the context class loader of
   * the thread that built the client.
   *
   * <p>The executor should have its own threads. An executor that runs tasks on the thread that
   * submits them runs callbacks on the client's event loop, where they delay everything else of the
   * client; waiting for a call there is refused with an {@link IllegalStateException}. Callbacks
   * that the executor refuses run on the client's own threads.
   *
   * @param value not shut down by the client
   * @return this
   */
  public B callbackExecutor(Executor value) {
    config.callbackExecutor(Objects.requireNonNull(value, "callbackExecutor"));
    return self();
  }

  /**
   * Adds an interceptor that sees each call before it is sent, and its end. Several interceptors
   * run in the order in which they were added, and are told of the end in the opposite order.
   *
   * @param value called by many threads concurrently
   * @return this
   */
  public B interceptor(ClientInterceptor value) {
    config.interceptor(Objects.requireNonNull(value, "interceptor"));
    return self();
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
  public B stateListener(Consumer<? super ConnectionState> value) {
    config.stateListener(Objects.requireNonNull(value, "stateListener"));
    return self();
  }

  /**
   * Encrypts connections, proves to servers that this client has a key, and speaks to no server
   * that does not have the other one. With several servers, all have that one key.
   *
   * <p>A server that does not know the client's key fails calls with an {@link
   * RpcPermissionException} ({@code UNAUTHENTICATED}); the client goes on trying for later ones.
   *
   * @param keys the client's own; the server must know the public one
   * @param serverKey the server's public key, in Z85
   * @return this
   * @throws IllegalArgumentException if {@code serverKey} is no key
   */
  public B curve(CurveKeyPair keys, String serverKey) {
    config.curve(
        CurveOptions.ofClient(
            keys.publicKey(), keys.secretKey(), CurveKeyPair.requirePublic(serverKey)));
    return self();
  }

  /**
   * Encrypts connections, as {@link #curve(CurveKeyPair, String)} does, to servers that have keys
   * of their own. The list of servers has the public key of each, in Z85, as the attribute {@code
   * curve} of its {@link ServerAddress}; servers that register with CURVE keys publish it there.
   *
   * <pre>{@code
   * RpcClient client =
   *     RpcClient.builder()
   *         .endpoint("file:///etc/orders.endpoints")
   *         .curve(clientKeys)
   *         .build();
   * }</pre>
   *
   * <p><b>A person who can write the list decides which servers the client trusts.</b> So the
   * registry, or the file, needs the same protection as the keys.
   *
   * <p>A server without the attribute, or with a malformed one, is not connected to; {@link
   * RpcClient#servers()} says so. If the list gives a server another key, the client connects to it
   * again, and its open calls finish on the old connection. Not for {@link #endpoints}, {@code dns}
   * and {@code kubernetes} targets and single endpoints, whose addresses have no place for keys.
   *
   * @param keys the client's own; the servers must know the public one
   * @return this
   */
  public B curve(CurveKeyPair keys) {
    config.curve(CurveOptions.ofClient(keys.publicKey(), keys.secretKey(), CurveKeys::isKey));
    return self();
  }
}
