package io.tightwire.benchmarks.telemetry;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.ServerInterceptor;
import io.tightwire.telemetry.micrometer.ObservationClientInterceptor;
import io.tightwire.telemetry.micrometer.ObservationServerInterceptor;
import io.tightwire.telemetry.opentelemetry.TightwireTelemetry;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the interceptors of one call cost on each side: its begin, one scope (a handler, or a
 * callback) and its end, without sockets and threads. Read the median: each sample is one call, so
 * that a machine that is busy otherwise shows in the slowest ones only. It includes one reading of
 * the clock; {@link Telemetry#NONE} says how much that is.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter and calls setUp
public class TelemetryBenchmark {

  /** What the interceptors report to. */
  public enum Telemetry {
    /** No interceptor: a listener that does nothing. */
    NONE,
    /** OpenTelemetry's API without an SDK. */
    API,
    /** Its SDK: all spans are recorded, batched, and thrown away; histograms. */
    SDK,
    /** Micrometer's registry of observations without handlers. */
    MICROMETER_NOOP,
    /** Micrometer, with timers in a registry that has no backend. */
    MICROMETER_COMPOSITE,
    /** Micrometer, with timers in memory. */
    MICROMETER_SIMPLE
  }

  private static final Map<String, String> RECEIVED =
      Map.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  @Param public Telemetry telemetry;

  private ClientInterceptor client;
  private ServerInterceptor server;
  private CallEnd end;
  private Runnable close = () -> {};

  /** Throws spans away. */
  private static final class NoExporter implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @Setup
  public void setUp() {
    end = CallEnd.succeeded(Duration.ofNanos(123_456)).sentTo("tcp://10.0.0.7:5555", 1);
    switch (telemetry) {
      case NONE -> {
        client = call -> CallListener.NONE;
        server = call -> CallListener.NONE;
      }
      case API -> use(OpenTelemetry.propagating(propagators()));
      case SDK -> use(sdk());
      case MICROMETER_NOOP -> use(ObservationRegistry.NOOP);
      case MICROMETER_COMPOSITE -> {
        ObservationRegistry registry = ObservationRegistry.create();
        registry
            .observationConfig()
            .observationHandler(new DefaultMeterObservationHandler(new CompositeMeterRegistry()));
        use(registry);
      }
      case MICROMETER_SIMPLE -> {
        ObservationRegistry registry = ObservationRegistry.create();
        registry
            .observationConfig()
            .observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
        use(registry);
      }
    }
  }

  private static ContextPropagators propagators() {
    return ContextPropagators.create(W3CTraceContextPropagator.getInstance());
  }

  private OpenTelemetry sdk() {
    SdkTracerProvider tracers =
        SdkTracerProvider.builder()
            .addSpanProcessor(BatchSpanProcessor.builder(new NoExporter()).build())
            .build();
    SdkMeterProvider meters =
        SdkMeterProvider.builder().registerMetricReader(InMemoryMetricReader.create()).build();
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(tracers)
            .setMeterProvider(meters)
            .setPropagators(propagators())
            .build();
    close = sdk::close;
    return sdk;
  }

  private void use(OpenTelemetry openTelemetry) {
    TightwireTelemetry interceptors = TightwireTelemetry.create(openTelemetry);
    client = interceptors.client();
    server = interceptors.server();
  }

  private void use(ObservationRegistry registry) {
    client = new ObservationClientInterceptor(registry);
    server = new ObservationServerInterceptor(registry);
  }

  @TearDown
  public void tearDown() {
    close.run();
  }

  @Benchmark
  public Object client() {
    SentCall call = new SentCall();
    run(client.onCall(call));
    return call;
  }

  @Benchmark
  public Object server() {
    ReceivedCall call = new ReceivedCall(System.nanoTime(), RECEIVED);
    run(server.onCall(call));
    return call;
  }

  private void run(CallListener listener) {
    listener.enter().close();
    listener.onEnd(end);
  }
}
