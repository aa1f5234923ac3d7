package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.tightwire.ClientInterceptor;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Spans and metrics of calls, by OpenTelemetry. One for a process is enough.
 *
 * <pre>{@code
 * TightwireTelemetry telemetry = TightwireTelemetry.create(openTelemetry);
 * RpcServer server =
 *     RpcServer.builder()
 *         .interceptor(telemetry.server())
 *         .service(new ShopSkeleton(stock))
 *         .build();
 * RpcClient client =
 *     RpcClient.builder().interceptor(telemetry.client()).endpoint(endpoint).build();
 * }</pre>
 *
 * <p><b>Spans.</b> Each call has one span on its client, with all its attempts, and one on its
 * server, as its child: the context travels as metadata of the call, in the form of the configured
 * propagators. A stream's spans last as long as the stream.
 *
 * <p><b>Scopes.</b> On a server, the call's span is current while its handler runs and while items
 * of a stream are made. On a client, callbacks of a call (stages of its future, subscribers) see
 * the context in which the call was made; its own span has ended by then. Add the interceptor
 * first, so that it sees what others do.
 *
 * <p><b>Metrics.</b> {@code rpc.client.call.duration} and {@code rpc.server.call.duration}, and
 * with {@link #observe(RpcServer)} and {@link #observe(RpcClient)} what those know of themselves.
 *
 * <p>Thread-safe.
 */
public final class TightwireTelemetry {

  private static final String SCOPE = "io.tightwire.rpc-opentelemetry";

  private final Tracer tracer;
  private final Meter meter;
  private final TextMapPropagator propagator;
  private final List<String> captured;
  private final boolean hasSpans;
  private final boolean hasMetrics;
  private final ServerInstruments servers = new ServerInstruments();
  private final ClientInstruments clients = new ClientInstruments();
  private final ClientInterceptor client;
  private final ServerInterceptor server;

  private TightwireTelemetry(Builder builder) {
    OpenTelemetry openTelemetry = builder.openTelemetry;
    tracer =
        openTelemetry
            .getTracerProvider()
            .tracerBuilder(SCOPE)
            .setSchemaUrl(Conventions.SCHEMA_URL)
            .build();
    meter =
        openTelemetry
            .getMeterProvider()
            .meterBuilder(SCOPE)
            .setSchemaUrl(Conventions.SCHEMA_URL)
            .build();
    propagator = openTelemetry.getPropagators().getTextMapPropagator();
    captured = List.copyOf(builder.captured);
    hasSpans = builder.spans;
    hasMetrics = builder.metrics;
    client = new ClientTelemetry(spans(Side.CLIENT), durations(Side.CLIENT), propagator);
    server = new ServerTelemetry(spans(Side.SERVER), durations(Side.SERVER), propagator);
  }

  private @Nullable CallSpans spans(Side side) {
    return hasSpans ? new CallSpans(side, tracer, captured) : null;
  }

  private @Nullable CallDurations durations(Side side) {
    return hasMetrics ? new CallDurations(side, meter) : null;
  }

  /**
   * Returns spans and metrics with the defaults: both, without captured metadata.
   *
   * @param openTelemetry where they go
   * @return the telemetry
   */
  public static TightwireTelemetry create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /**
   * Starts to configure spans and metrics.
   *
   * @param openTelemetry where they go
   * @return a builder with the defaults
   */
  public static Builder builder(OpenTelemetry openTelemetry) {
    return new Builder(Objects.requireNonNull(openTelemetry, "openTelemetry"));
  }

  /**
   * Returns the interceptor of clients, for {@link RpcClient.Builder#interceptor}.
   *
   * @return the interceptor; any number of clients can share it
   */
  public ClientInterceptor client() {
    return client;
  }

  /**
   * Returns the interceptor of servers, for {@link RpcServer.Builder#interceptor}.
   *
   * @return the interceptor; any number of servers can share it
   */
  public ServerInterceptor server() {
    return server;
  }

  /**
   * Adds a server to those whose statistics are reported as {@code tightwire.server.…}: its
   * connections, and the calls that are open, running, queued and rejected. They are read when
   * metrics are collected. The numbers of several servers add up.
   *
   * @param observed the server
   * @return ends it; close it when the server is closed
   */
  public Registration observe(RpcServer observed) {
    return servers.observe(Objects.requireNonNull(observed, "observed"), meter);
  }

  /**
   * Adds a client to those whose statistics are reported as {@code tightwire.client.…}: its servers
   * by state, the calls that are open and that wait, retries and ejections. They are read when
   * metrics are collected. The numbers of several clients of the same target add up.
   *
   * @param observed the client
   * @return ends it; close it when the client is closed
   */
  public Registration observe(RpcClient observed) {
    return clients.observe(Objects.requireNonNull(observed, "observed"), meter);
  }

  /** A server or client whose statistics are reported. Thread-safe. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {

    /** Reports them no longer. Calling it again does nothing. */
    @Override
    void close();
  }

  /**
   * Configures spans and metrics. Not thread-safe.
   *
   * <pre>{@code
   * TightwireTelemetry telemetry =
   *     TightwireTelemetry.builder(openTelemetry).captureMetadata("x-tenant").build();
   * }</pre>
   */
  public static final class Builder {

    private final OpenTelemetry openTelemetry;
    private final List<String> captured = new ArrayList<>();
    private boolean spans = true;
    private boolean metrics = true;

    private Builder(OpenTelemetry openTelemetry) {
      this.openTelemetry = openTelemetry;
    }

    /**
     * Adds metadata that spans are to show, as {@code rpc.request.metadata.<key>}. There is none
     * unless set: metadata may be secret.
     *
     * @param keys the keys, as calls have them
     * @return this
     */
    public Builder captureMetadata(String... keys) {
      captured.addAll(List.of(keys));
      return this;
    }

    /**
     * Sets whether there are spans, and calls carry their context. The default is true.
     *
     * @param value whether there are
     * @return this
     */
    public Builder spans(boolean value) {
      spans = value;
      return this;
    }

    /**
     * Sets whether the durations of calls are measured. The default is true.
     *
     * @param value whether they are
     * @return this
     */
    public Builder metrics(boolean value) {
      metrics = value;
      return this;
    }

    /**
     * Creates the telemetry.
     *
     * @return the telemetry
     */
    public TightwireTelemetry build() {
      return new TightwireTelemetry(this);
    }
  }
}
