package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import io.tightwire.Attempt;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.OutgoingCall;
import org.jspecify.annotations.Nullable;

/** Makes spans and measurements of a client's calls. Thread-safe. */
final class ClientTelemetry implements ClientInterceptor {

  private static final TextMapSetter<OutgoingCall> METADATA =
      (call, key, value) -> {
        if (call != null) {
          call.setMetadata(key, value);
        }
      };

  private final MethodCache methods = new MethodCache(Side.CLIENT);
  private final @Nullable CallSpans spans;
  private final @Nullable CallDurations durations;
  private final TextMapPropagator propagator;

  /**
   * Creates the interceptor.
   *
   * @param spans null if there are to be none
   * @param durations null if there are to be none
   */
  ClientTelemetry(
      @Nullable CallSpans spans, @Nullable CallDurations durations, TextMapPropagator propagator) {
    this.spans = spans;
    this.durations = durations;
    this.propagator = propagator;
  }

  @Override
  public CallListener onCall(OutgoingCall call) {
    MethodAttributes method = methods.of(call.service(), call.method(), call.target());
    Context caller = Context.current();
    if (spans == null) {
      return durations == null
          ? CallListener.NONE
          : end -> durations.record(method, end.status(), end.elapsed(), caller);
    }
    CallSpan span = spans.start(method, caller, EpochClock.nanos(), call.metadata());
    propagator.inject(span.context(), call, METADATA);
    return new Traced(method, span, caller, durations);
  }

  /** Listens to one call. */
  private record Traced(
      MethodAttributes method, CallSpan span, Context caller, @Nullable CallDurations durations)
      implements CallListener {

    /** Makes the caller's context current: the span of the call may have ended by now. */
    @Override
    @SuppressWarnings("MustBeClosedChecker") // the runtime closes the scope
    public Scope enter() {
      return caller.makeCurrent()::close;
    }

    @Override
    public void onAttempt(Attempt attempt) {
      span.add(attempt);
    }

    @Override
    public void onEnd(CallEnd end) {
      end.server().ifPresent(span::setPeer);
      span.setItems(end);
      span.end(end.status(), end.failure().orElse(null), end.elapsed());
      if (durations != null) {
        durations.record(method, end.status(), end.elapsed(), span.context());
      }
    }
  }
}
