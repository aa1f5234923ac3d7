package io.tightwire.telemetry.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** An SDK in memory. Thread-safe. */
final class Telemetry implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(30);

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  private final Ends ends = new Ends();
  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                  .addSpanProcessor(ends)
                  .build())
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
          .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
          .build();

  /** Runs something inside a span of the application. */
  String inSpan(ThrowingRunnable body) throws Exception {
    Span span = sdk.getTracer("test").spanBuilder("app").setNoParent().startSpan();
    try (Scope scope = Context.root().with(span).makeCurrent()) {
      assertThat(scope).isNotNull();
      body.run();
    } finally {
      span.end();
    }
    return span.getSpanContext().getSpanId();
  }

  /** Something that may throw. */
  @FunctionalInterface
  interface ThrowingRunnable {
    void run() throws Exception;
  }

  /** Returns all spans, once that many have ended and none is open. */
  List<SpanData> spans(int count) {
    await().atMost(LIMIT).until(() -> ends.open() == 0 && exported() >= count);
    assertThat(exporter.getFinishedSpanItems()).hasSize(count);
    assertThat(ends.most()).isEqualTo(1);
    return exporter.getFinishedSpanItems();
  }

  /** Returns all spans, once none is open. */
  List<SpanData> settled() {
    await().atMost(LIMIT).until(() -> ends.open() == 0);
    assertThat(ends.most()).isEqualTo(1);
    return exporter.getFinishedSpanItems();
  }

  int exported() {
    return exporter.getFinishedSpanItems().size();
  }

  /** Returns the only span of a kind and name. */
  static SpanData only(List<SpanData> spans, SpanKind kind, String name) {
    List<SpanData> found =
        spans.stream()
            .filter(span -> span.getKind() == kind && span.getName().equals(name))
            .toList();
    assertThat(found).as("%s %s in %s", kind, name, spans).hasSize(1);
    return found.get(0);
  }

  /** Collects the metrics. */
  Map<String, MetricData> metrics() {
    return metrics.collectAllMetrics().stream()
        .collect(Collectors.toMap(MetricData::getName, metric -> metric));
  }

  @Override
  public void close() {
    sdk.close();
  }

  /** Counts how often each span ends. */
  private static final class Ends implements SpanProcessor {

    private final Map<String, AtomicInteger> ends = new ConcurrentHashMap<>();

    long open() {
      return ends.values().stream().filter(count -> count.get() == 0).count();
    }

    int most() {
      return ends.values().stream().mapToInt(AtomicInteger::get).max().orElse(0);
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
      ends.put(span.getSpanContext().getSpanId(), new AtomicInteger());
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      ends.computeIfAbsent(span.getSpanContext().getSpanId(), id -> new AtomicInteger())
          .incrementAndGet();
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
