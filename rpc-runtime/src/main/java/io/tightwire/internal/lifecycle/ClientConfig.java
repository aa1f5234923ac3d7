package io.tightwire.internal.lifecycle;

import io.tightwire.ClientInterceptor;
import io.tightwire.ConnectionState;
import io.tightwire.internal.client.ClientOptions;
import io.tightwire.internal.flow.ByteLimits;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.link.ConnectionLimits;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.LinkOptions;
import java.time.Duration;
import java.util.ArrayList;
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

  /** The number of calls that may be queued in a client. */
  static final int MAX_PENDING_CALLS = 65_536;

  /** The time that one-way and blocking calls wait for a place in a full queue. */
  static final Duration MAX_PENDING_WAIT = Duration.ofSeconds(1);

  private final Endpoint endpoint;
  private final @Nullable Duration timeout;
  private final Duration connectTimeout;
  private final Heartbeat heartbeat;
  private final int maxMessageSize;
  private final @Nullable Executor callbackExecutor;
  private final @Nullable CurveOptions curve;
  private final List<ClientInterceptor> interceptors;
  private final List<Consumer<? super ConnectionState>> stateListeners;

  private ClientConfig(Builder builder, Endpoint target) {
    endpoint = target;
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

  /** Returns where the server is. */
  public Endpoint endpoint() {
    return endpoint;
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
    return new ClientOptions(endpoint.toString(), connectTimeout, heartbeat, maxMessageSize);
  }

  /** Returns the part of the link. */
  LinkOptions linkOptions() {
    return new LinkOptions(
        "tightwire-client " + endpoint,
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
     * @throws IllegalStateException if there is no endpoint
     * @throws IllegalArgumentException if the endpoint is none to connect to, or two settings
     *     contradict each other
     */
    public ClientConfig build() {
      if (endpoint == null) {
        throw new IllegalStateException(
            "The client has no endpoint; call .endpoint(\"tcp://host:port\") before build()");
      }
      Endpoint target = Endpoint.parse(endpoint);
      if (curve != null && target.kind() == Endpoint.Kind.INPROC) {
        throw new IllegalArgumentException(
            "Cannot connect to "
                + target
                + " with CURVE keys: inside a process there are none; leave out curve, or use"
                + " tcp:// or ipc://");
      }
      return new ClientConfig(this, target);
    }
  }
}
