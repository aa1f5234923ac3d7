package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.RejectedCall;
import io.tightwire.RpcContext;
import io.tightwire.ServerInterceptor;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans and measurements of a server's calls, and of those that it turned away. Thread-safe.
 */
final class ServerTelemetry implements ServerInterceptor {

  private final MethodCache methods = new MethodCache(Side.SERVER);
  private final MethodAttributes unknown = MethodAttributes.unknown();
  private final @Nullable CallSpans spans;
  private final @Nullable CallDurations durations;
  private final TextMapPropagator propagator;

  /**
   * Creates the interceptor.
   *
   * @param spans null if there are to be none
   * @param durations null if there are to be none
   */
  ServerTelemetry(
      @Nullable CallSpans spans, @Nullable CallDurations durations, TextMapPropagator propagator) {
    this.spans = spans;
    this.durations = durations;
    this.propagator = propagator;
  }

  @Override
  public CallListener onCall(RpcContext call) {
    MethodAttributes method = methods.of(call.service(), call.method(), null);
    Duration queued = call.queued();
    if (spans == null) {
      return durations == null
          ? CallListener.NONE
          : end ->
              durations.record(method, end.status(), queued.plus(end.elapsed()), Context.root());
    }
    CallSpan span =
        spans.start(
            method,
            parent(call.metadata()),
            EpochClock.nanos() - nanosSince(call.arrived()),
            call.metadata());
    return new Traced(method, span, queued, durations);
  }

  @Override
  public void onRejected(RejectedCall call) {
    boolean isKnown = isKnown(call);
    MethodAttributes method = isKnown ? methods.of(call.service(), call.method(), null) : unknown;
    long elapsed = nanosSince(call.arrived());
    Context context = Context.root();
    if (spans != null) {
      CallSpan span =
          spans.start(
              method, parent(call.metadata()), EpochClock.nanos() - elapsed, call.metadata());
      if (!isKnown) {
        span.set(Conventions.METHOD_ORIGINAL, call.service() + '/' + call.method());
      }
      span.set(Conventions.REJECTION_REASON, call.reason().name().toLowerCase(Locale.ROOT));
      span.end(call.status(), null, Duration.ofNanos(elapsed));
      context = span.context();
    }
    if (durations != null) {
      durations.record(method, call.status(), Duration.ofNanos(elapsed), context);
    }
  }

  /** Returns whether the server has the method. Else its name may be anything. */
  private static boolean isKnown(RejectedCall call) {
    return switch (call.reason()) {
      case UNKNOWN_SERVICE, UNKNOWN_METHOD -> false;
      default -> !call.service().isEmpty() && !call.method().isEmpty();
    };
  }

  /**
   * Returns the context that the caller sent. It is not based on that of this thread, which belongs
   * to no call.
   */
  private Context parent(Map<String, String> metadata) {
    return propagator.extract(Context.root(), metadata, Metadata.GETTER);
  }

  private static long nanosSince(long start) {
    return Math.max(0, System.nanoTime() - start);
  }

  /** Listens to one call. */
  private record Traced(
      MethodAttributes method, CallSpan span, Duration queued, @Nullable CallDurations durations)
      implements CallListener {

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the runtime closes the scope
    public Scope enter() {
      return span.context().makeCurrent()::close;
    }

    @Override
    public void onEnd(CallEnd end) {
      Duration elapsed = queued.plus(end.elapsed());
      span.setItems(end);
      span.end(end.status(), end.failure().orElse(null), elapsed);
      if (durations != null) {
        durations.record(method, end.status(), elapsed, span.context());
      }
    }
  }

  /** Reads metadata. */
  private enum Metadata implements TextMapGetter<Map<String, String>> {
    GETTER;

    @Override
    @SuppressWarnings("deprecation") // some propagators still ask for all keys
    public Set<String> keys(Map<String, String> metadata) {
      return metadata.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> metadata, String key) {
      return metadata == null ? null : metadata.get(key);
    }
  }
}
