package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.tightwire.Attempt;
import io.tightwire.CallEnd;
import io.tightwire.RpcStatus;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The span of one call. Used by one thread after another. */
final class CallSpan {

  private final Side side;
  private final MethodAttributes method;
  private final Span span;
  private final Context context;
  private final long start;

  CallSpan(Side side, MethodAttributes method, Span span, Context context, long start) {
    this.side = side;
    this.method = method;
    this.span = span;
    this.context = context;
    this.start = start;
  }

  /** Returns the context in which this span is the current one. */
  Context context() {
    return context;
  }

  void set(AttributeKey<String> key, String value) {
    span.setAttribute(key, value);
  }

  /** Sets the server that responded, or was contacted last. */
  void setPeer(String endpoint) {
    if (span.isRecording()) {
      span.setAllAttributes(PeerAddress.of(endpoint));
    }
  }

  /** Adds the event that the call was sent once more. */
  void add(Attempt attempt) {
    if (span.isRecording()) {
      Attributes attributes =
          PeerAddress.of(attempt.server()).toBuilder()
              .put(Conventions.ATTEMPT_NUMBER, (long) attempt.number())
              .put(Conventions.ATTEMPT_REASON, attempt.reason().name().toLowerCase(Locale.ROOT))
              .build();
      long time = start + attempt.after().toNanos();
      span.addEvent(Conventions.ATTEMPT, attributes, time, TimeUnit.NANOSECONDS);
    }
  }

  /** Sets how many items this side has sent and received, unless it is none. */
  void setItems(CallEnd end) {
    if (end.itemsSent() > 0) {
      span.setAttribute(Conventions.ITEMS_SENT, end.itemsSent());
    }
    if (end.itemsReceived() > 0) {
      span.setAttribute(Conventions.ITEMS_RECEIVED, end.itemsReceived());
    }
  }

  /**
   * Ends the span.
   *
   * @param failure null if the call succeeded, or there is no exception
   * @param elapsed how long the call took
   */
  void end(RpcStatus status, @Nullable Throwable failure, Duration elapsed) {
    if (span.isRecording()) {
      span.setAllAttributes(method.ofEnd(status));
      if (side.isError(status)) {
        span.setStatus(StatusCode.ERROR);
        if (failure != null) {
          span.recordException(failure);
        }
      }
    }
    span.end(start + elapsed.toNanos(), TimeUnit.NANOSECONDS);
  }
}
