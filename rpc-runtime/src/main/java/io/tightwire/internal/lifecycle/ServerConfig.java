package io.tightwire.internal.lifecycle;

import io.tightwire.ServerInterceptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.internal.discovery.Discovery;
import io.tightwire.internal.flow.ByteLimits;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.link.ConnectionLimits;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.server.AgeLimit;
import io.tightwire.internal.server.MethodTable;
import io.tightwire.internal.server.ServerLimits;
import io.tightwire.internal.server.ServerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a server, without contradiction. Each layer is handed the part that concerns it.
 *
 * <p>Immutable.
 */
public final class ServerConfig {

  private final List<RpcSkeleton> services;
  private final ServerLanesConfig lanes;
  private final Duration drainTimeout;
  private final ServerPublicationConfig publication;
  private final ServerBuiltInConfig builtIn;
  private final ServerOptions coreOptions;
  private final LinkOptions linkOptions;

  private ServerConfig(Builder builder) {
    services = List.copyOf(builder.services);
    lanes = builder.lanes.build();
    drainTimeout = builder.drainTimeout;
    publication = builder.publication.build(Discovery::registrar);
    builtIn = builder.builtIn.build();
    coreOptions = builder.coreOptions(builtIn);
    linkOptions = builder.linkOptions();
  }

  /** Starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the user's executor; null if the server shall have its own threads. */
  @Nullable Executor executor() {
    return lanes.executor();
  }

  /** Returns the user's services. */
  List<RpcSkeleton> services() {
    return services;
  }

  /**
   * Creates the methods of all services, on lanes that run them on an executor.
   *
   * @param builtInServices those that every server has
   * @param builtInRunner runs these
   */
  MethodTable methods(Executor runner, List<RpcSkeleton> builtInServices, Executor builtInRunner) {
    return new MethodTable(services, lanes.lanes(runner, builtInRunner), builtInServices);
  }

  /** Returns how long a shutdown lets started calls run. */
  Duration drainTimeout() {
    return drainTimeout;
  }

  /** Returns the part of the registries. */
  ServerPublicationConfig publication() {
    return publication;
  }

  /** Returns the part of what every server tells of itself. */
  ServerBuiltInConfig builtIn() {
    return builtIn;
  }

  /** Returns the part of the state machine. */
  ServerOptions coreOptions() {
    return coreOptions;
  }

  /** Returns the part of the link. */
  LinkOptions linkOptions() {
    return linkOptions;
  }

  /**
   * Collects the settings, and has their defaults. The caller has checked each value alone; {@link
   * #build()} checks how they fit. A zero or null stands for a default that depends on others.
   *
   * <p>Not thread-safe.
   */
  public static final class Builder {

    private static final int MAX_CALLS_PER_CLIENT = 65_536;

    private final List<RpcSkeleton> services = new ArrayList<>();
    private final List<ServerInterceptor> interceptors = new ArrayList<>();
    private final ServerLanesConfig.Builder lanes = new ServerLanesConfig.Builder();
    private final ServerPublicationConfig.Builder publication =
        new ServerPublicationConfig.Builder();
    private final ServerBuiltInConfig.Builder builtIn = new ServerBuiltInConfig.Builder();
    private int maxMessageSize = ByteLimits.MAX_MESSAGE_SIZE;
    private int maxOpenCalls = 4 * MAX_CALLS_PER_CLIENT;
    private int maxOpenCallsPerClient;
    private int maxConnections;
    private int maxConnectionsPerHost;
    private Duration drainTimeout = Duration.ofSeconds(10);
    private Heartbeat heartbeat = Heartbeat.DEFAULT;
    private @Nullable Duration maxConnectionAge;
    private @Nullable CurveOptions curve;

    private Builder() {}

    /** Returns the settings of threads and lanes. */
    public ServerLanesConfig.Builder lanes() {
      return lanes;
    }

    /** Returns the settings of the registries. */
    public ServerPublicationConfig.Builder publication() {
      return publication;
    }

    /** Returns the settings of what every server tells of itself. */
    public ServerBuiltInConfig.Builder builtIn() {
      return builtIn;
    }

    public void service(RpcSkeleton skeleton) {
      services.add(skeleton);
    }

    public void interceptor(ServerInterceptor interceptor) {
      interceptors.add(interceptor);
    }

    public void maxMessageSize(int value) {
      maxMessageSize = value;
    }

    public void maxOpenCalls(int value) {
      maxOpenCalls = value;
    }

    public void maxOpenCallsPerClient(int value) {
      maxOpenCallsPerClient = value;
    }

    public void maxConnections(int value) {
      maxConnections = value;
    }

    public void maxConnectionsPerHost(int value) {
      maxConnectionsPerHost = value;
    }

    public void drainTimeout(Duration value) {
      drainTimeout = value;
    }

    public void heartbeat(Heartbeat value) {
      heartbeat = value;
    }

    public void maxConnectionAge(Duration value) {
      maxConnectionAge = value;
    }

    public void curve(CurveOptions value) {
      curve = value;
      publication.publicKey(value.publicKey());
    }

    private ServerOptions coreOptions(ServerBuiltInConfig ofBuiltIn) {
      ServerLimits limits =
          new ServerLimits(
              maxOpenCallsPerClient > 0
                  ? maxOpenCallsPerClient
                  : Math.min(MAX_CALLS_PER_CLIENT, maxOpenCalls),
              maxOpenCalls,
              ByteLimits.maxWaitingBytes(maxMessageSize),
              ByteLimits.maxBytesInAll(maxMessageSize),
              ByteLimits.maxWaitingBytes(maxMessageSize),
              ByteLimits.maxBytesInAll(maxMessageSize),
              ConnectionLimits.DEFAULT.firstMessageWithin());
      return new ServerOptions(
          maxMessageSize,
          limits,
          heartbeat,
          AgeLimit.of(maxConnectionAge, drainTimeout),
          ofBuiltIn.permissions(),
          List.copyOf(interceptors));
    }

    private LinkOptions linkOptions() {
      int connections = connections();
      ConnectionLimits connectionLimits =
          new ConnectionLimits(
              connections,
              maxConnectionsPerHost > 0 ? maxConnectionsPerHost : connections,
              ConnectionLimits.DEFAULT.firstMessageWithin(),
              ConnectionLimits.DEFAULT.firstMessageBytes());
      return new LinkOptions(
          "tightwire-server",
          maxMessageSize,
          ByteLimits.maxQueuedBytes(maxMessageSize),
          ByteLimits.maxBytesInAll(maxMessageSize),
          connectionLimits,
          curve);
    }

    private int connections() {
      return maxConnections > 0
          ? maxConnections
          : ConnectionLimits.maxConnections(Runtime.getRuntime().maxMemory(), curve != null);
    }

    private void requireNoContradiction() {
      if (maxOpenCallsPerClient > maxOpenCalls) {
        throw new IllegalArgumentException(
            above("maxOpenCallsPerClient", maxOpenCallsPerClient, "maxOpenCalls", maxOpenCalls));
      }
      if (maxConnectionsPerHost > connections()) {
        throw new IllegalArgumentException(
            above("maxConnectionsPerHost", maxConnectionsPerHost, "maxConnections", connections()));
      }
    }

    /** Says that a part is above the whole, and what to do. */
    static String above(String part, int parts, String whole, int all) {
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
     * Creates the configuration.
     *
     * @throws IllegalArgumentException if there is no service, or two settings contradict each
     *     other
     */
    public ServerConfig build() {
      if (services.isEmpty()) {
        throw new IllegalArgumentException(
            "A server needs a service: RpcServer.of(new CalculatorSkeleton(implementation))");
      }
      requireNoContradiction();
      return new ServerConfig(this);
    }
  }
}
