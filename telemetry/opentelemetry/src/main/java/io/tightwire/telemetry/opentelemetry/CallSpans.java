package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Starts the spans of one side's calls. Thread-safe. */
final class CallSpans {

  private final Side side;
  private final Tracer tracer;

  /** The captured keys of metadata, with the attributes that they become. */
  private final Map<String, AttributeKey<List<String>>> captured;

  CallSpans(Side side, Tracer tracer, List<String> captured) {
    this.side = side;
    this.tracer = tracer;
    this.captured =
        captured.stream().distinct().collect(Collectors.toMap(key -> key, CallSpans::attribute));
  }

  private static AttributeKey<List<String>> attribute(String key) {
    return AttributeKey.stringArrayKey(Conventions.REQUEST_METADATA + key.toLowerCase(Locale.ROOT));
  }

  /**
   * Starts a span.
   *
   * @param parent the context whose span is the parent
   * @param start when it started, in nanoseconds since 1970
   * @param metadata the call's
   */
  CallSpan start(
      MethodAttributes method, Context parent, long start, Map<String, String> metadata) {
    Span span =
        tracer
            .spanBuilder(method.spanName())
            .setParent(parent)
            .setSpanKind(side.kind)
            .setStartTimestamp(start, TimeUnit.NANOSECONDS)
            .setAllAttributes(method.atStart())
            .startSpan();
    if (!captured.isEmpty() && span.isRecording()) {
      captured.forEach(
          (key, attribute) -> {
            String value = metadata.get(key);
            if (value != null) {
              span.setAttribute(attribute, List.of(value));
            }
          });
    }
    return new CallSpan(side, method, span, parent.with(span), start);
  }
}
