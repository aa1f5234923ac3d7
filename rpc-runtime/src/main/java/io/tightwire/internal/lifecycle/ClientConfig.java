package io.tightwire.internal.lifecycle;

import io.tightwire.Balancing;
import io.tightwire.ClientInterceptor;
import io.tightwire.ConnectionState;
import io.tightwire.Ejection;
import io.tightwire.Target;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.client.ClientOptions;
import io.tightwire.internal.client.FleetOptions;
import io.tightwire.internal.client.ServerKeys;
import io.tightwire.internal.discovery.Discovery;
import io.tightwire.internal.flow.ByteLimits;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.link.ConnectionLimits;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.LinkOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a client, without contradiction. Each layer is handed the part that concerns it.
 *
 * <p>Immutable.
 */
public final class ClientConfig {

  /** The number of endpoints that messages name. */
  private static final int NAMED_ENDPOINTS = 3;

  /** The number of calls that may be queued in a client. */
  static final int MAX_PENDING_CALLS = 65_536;

  /** The time that one-way and blocking calls wait for a place in a full queue. */
  static final Duration MAX_PENDING_WAIT = Duration.ofSeconds(1);

  private final Target target;
  private final List<ServerAddress> servers;
  private final @Nullable Resolver resolver;
  private final FleetOptions fleet;
  private final @Nullable Duration timeout;
  private final Duration connectTimeout;
  private final Heartbeat heartbeat;
  private final int maxMessageSize;
  private final @Nullable Executor callbackExecutor;
  private final @Nullable CurveOptions curve;
  private final List<ClientInterceptor> interceptors;
  private final List<Consumer<? super ConnectionState>> stateListeners;

  private ClientConfig(
      Builder builder, Target target, List<ServerAddress> servers, @Nullable Resolver resolver) {
    this.target = target;
    this.servers = servers;
    this.resolver = resolver;
    fleet =
        new FleetOptions(
            builder.balancing,
            builder.ejection,
            builder.retryShare,
            builder.retriesPerSecond,
            builder.subset,
            builder.zone,
            builder.waitForConnection);
    timeout = builder.timeout;
    connectTimeout = builder.connectTimeout;
    heartbeat = builder.heartbeat;
    maxMessageSize = builder.maxMessageSize;
    callbackExecutor = builder.callbackExecutor;
    curve = builder.curve;
    interceptors = List.copyOf(builder.interceptors);
    stateListeners = List.copyOf(builder.stateListeners);
  }

  /** Starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns what the client is told to connect to. */
  public Target target() {
    return target;
  }

  /** Returns whether the client has one server, known from the beginning. */
  public boolean isSingle() {
    return resolver == null && servers.size() == 1;
  }

  /** Returns what finds the servers; null if they are known from the beginning. */
  @Nullable Resolver resolver() {
    return resolver;
  }

  /** Returns whether calls that do not say it wait for a connection. */
  public boolean waitsForConnection() {
    return fleet.waitForConnection();
  }

  /** Returns the timeout of calls that have no other; null if they may take any time. */
  public @Nullable Duration timeout() {
    return timeout;
  }

  /** Returns how long a call without a deadline waits for a connection. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** Returns the size of the largest message, in bytes. */
  public int maxMessageSize() {
    return maxMessageSize;
  }

  /** Returns the user's executor of callbacks; null if the client shall have its own threads. */
  @Nullable Executor callbackExecutor() {
    return callbackExecutor;
  }

  /** Returns what sees each call, in order. */
  public List<ClientInterceptor> interceptors() {
    return interceptors;
  }

  /** Returns what is told of the connection's states, in order. */
  List<Consumer<? super ConnectionState>> stateListeners() {
    return stateListeners;
  }

  /** Returns the part of the state machine. */
  ClientOptions coreOptions() {
    return new ClientOptions(
        target.text(), servers, fleet, serverKeys(), connectTimeout, heartbeat, maxMessageSize);
  }

  private ServerKeys serverKeys() {
    if (curve == null) {
      return ServerKeys.NONE;
    }
    return curve.serverKey() == null ? ServerKeys.listed(curve::allows) : ServerKeys.SHARED;
  }

  /** Returns the part of the link. */
  LinkOptions linkOptions() {
    return new LinkOptions(
        "tightwire-client " + target,
        maxMessageSize,
        ByteLimits.maxQueuedBytes(maxMessageSize),
        ByteLimits.maxQueuedBytes(maxMessageSize),
        ConnectionLimits.DEFAULT,
        curve);
  }

  /**
   * Collects the settings, and has their defaults. The caller has checked each value alone; {@link
   * #build()} checks how they fit.
   *
   * <p>Not thread-safe.
   */
  public static final class Builder {

    private final List<ClientInterceptor> interceptors = new ArrayList<>();
    private final List<Consumer<? super ConnectionState>> stateListeners = new ArrayList<>();
    private @Nullable String endpoint;
    private List<String> endpoints = List.of();
    private @Nullable Resolver resolver;
    private Balancing balancing = FleetOptions.DEFAULT.balancing();
    private Ejection ejection = FleetOptions.DEFAULT.ejection();
    private double retryShare = FleetOptions.DEFAULT.retryShare();
    private int retriesPerSecond = FleetOptions.DEFAULT.retriesPerSecond();
    private int subset = FleetOptions.DEFAULT.subset();
    private @Nullable String zone;
    private boolean waitForConnection = FleetOptions.DEFAULT.waitForConnection();
    private @Nullable Duration timeout;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Heartbeat heartbeat = Heartbeat.DEFAULT;
    private int maxMessageSize = ByteLimits.MAX_MESSAGE_SIZE;
    private @Nullable Executor callbackExecutor;
    private @Nullable CurveOptions curve;

    private Builder() {}

    public void endpoint(String value) {
      endpoint = value;
    }

    public void endpoints(List<String> values) {
      endpoints = values;
    }

    public void resolver(Resolver value) {
      resolver = value;
    }

    public void balancing(Balancing value) {
      balancing = value;
    }

    public void ejection(Ejection value) {
      ejection = value;
    }

    public void retryBudget(double share, int perSecond) {
      retryShare = share;
      retriesPerSecond = perSecond;
    }

    public void subset(int value) {
      subset = value;
    }

    public void zone(String value) {
      zone = value;
    }

    public void waitForConnection(boolean value) {
      waitForConnection = value;
    }

    public void timeout(Duration value) {
      timeout = value;
    }

    public void connectTimeout(Duration value) {
      connectTimeout = value;
    }

    public void heartbeat(Heartbeat value) {
      heartbeat = value;
    }

    public void maxMessageSize(int value) {
      maxMessageSize = value;
    }

    public void callbackExecutor(Executor value) {
      callbackExecutor = value;
    }

    public void interceptor(ClientInterceptor value) {
      interceptors.add(value);
    }

    public void stateListener(Consumer<? super ConnectionState> value) {
      stateListeners.add(value);
    }

    public void curve(CurveOptions value) {
      curve = value;
    }

    /**
     * Creates the configuration.
     *
     * @throws IllegalStateException if it is not said where the servers are, or in two ways
     * @throws IllegalArgumentException if that is none to connect to, or two settings contradict
     *     each other
     */
    public ClientConfig build() {
      int ways = (endpoint == null ? 0 : 1) + (endpoints.isEmpty() ? 0 : 1);
      ways += resolver == null ? 0 : 1;
      if (ways == 0) {
        throw new IllegalStateException(
            "The client has no endpoint; call .endpoint(\"tcp://host:port\") before build()");
      }
      if (ways > 1) {
        throw new IllegalStateException(
            "The client is told in two ways where its servers are; call one of endpoint(),"
                + " endpoints() and resolver()");
      }
      if (resolver != null) {
        String text = "the servers of its resolver";
        Target target = new Target(text, null, Target.NO_PORT, Target.Kind.RESOLVED);
        return new ClientConfig(this, target, List.of(), resolver);
      }
      if (endpoint != null && Discovery.isTarget(endpoint)) {
        if (!Discovery.mayHaveKeys(endpoint)) {
          requireServerKey(endpoint);
        }
        return new ClientConfig(this, Target.of(endpoint), List.of(), Discovery.resolver(endpoint));
      }
      List<String> named = endpoint == null ? endpoints : List.of(endpoint);
      named.forEach(this::requireTarget);
      requireServerKey(print(named));
      List<ServerAddress> servers = addresses(named);
      Target target =
          servers.size() == 1
              ? Target.of(named.get(0))
              : new Target(print(named), null, Target.NO_PORT, Target.Kind.LIST);
      return new ClientConfig(this, target, servers, null);
    }

    /** Returns each server once. */
    private static List<ServerAddress> addresses(List<String> named) {
      List<ServerAddress> each = new ArrayList<>();
      for (String endpoint : new LinkedHashSet<>(named)) {
        each.add(ServerAddress.of(endpoint));
      }
      return List.copyOf(each);
    }

    /** Requires the key of all servers, where addresses have no place for those of each. */
    private void requireServerKey(String target) {
      if (curve != null && curve.serverKey() == null) {
        throw new IllegalArgumentException(
            "The client does not know the public keys of its servers: "
                + target
                + " has none; call curve(keys, serverKey) if all servers have one key, or list"
                + " them with their keys: a file:///path has lines tcp://host:port curve=KEY");
      }
    }

    private void requireTarget(String text) {
      Endpoint target = Endpoint.parse(text).requireConcrete();
      if (curve != null && target.kind() == Endpoint.Kind.INPROC) {
        throw new IllegalArgumentException(
            "Cannot connect to "
                + target
                + " with CURVE keys: inside a process there are none; leave out curve, or use"
                + " tcp:// or ipc://");
      }
    }

    private static String print(List<String> endpoints) {
      int named = Math.min(endpoints.size(), NAMED_ENDPOINTS);
      String text = String.join(", ", endpoints.subList(0, named));
      return named < endpoints.size() ? text + ", …" : text;
    }
  }
}
