package io.tightwire.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.RejectionReason;
import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.DeclaredException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Encodes the last frames of calls: results and failures. Immutable. */
final class ResponseEncoder {

  /** The longest text of a failure, so that an ERROR always fits into a message. */
  private static final int MAX_MESSAGE = 8 * 1024;

  private static final int MAX_STACK_TRACE = 32 * 1024;

  private final ServerOptions options;

  ResponseEncoder(ServerOptions options) {
    this.options = options;
  }

  <T> WireWriter result(ServerCall call, MethodDescriptor<T> method, @Nullable T value) {
    return FrameWriter.result(call.id(), method.result(), value, limit(call));
  }

  /** Returns the size of the largest frame that this side sends and the client takes. */
  int limit(ServerCall call) {
    return (int) Math.min(options.maxMessageSize(), call.session().maxMessageSize);
  }

  /** Encodes that the arguments can't be decoded, or that a constructor refused them. */
  byte[] undecodable(ServerCall call, MethodDescriptor<?> method, Throwable e) {
    return FrameWriter.error(
        call.id(),
        RpcStatus.INTERNAL.name(),
        cut(
            "The arguments of "
                + method.displayName()
                + " can't be decoded: "
                + (e instanceof CodecException ? e.getMessage() : ThrowableText.text(e))
                + "; were both sides built from the same interface?",
            textLimit(call)),
        false);
  }

  /** Returns the rejection for what an interceptor threw: its decision, or its failure. */
  Rejection refused(ServerCall call, ServerInterceptor interceptor, Throwable thrown) {
    if (thrown instanceof RpcException decision && Rejection.canBe(decision.status())) {
      return new Rejection(
          RejectionReason.DENIED,
          decision.status(),
          String.valueOf(ThrowableText.message(decision)));
    }
    call.core().log().interceptorFailed(interceptor, call.name(), thrown);
    return new Rejection(
        RejectionReason.DENIED,
        RpcStatus.INTERNAL,
        call.name()
            + " was not started: an interceptor of the server failed"
            + (exposesStackTraces(call)
                ? ": " + interceptor.getClass().getName() + " threw " + ThrowableText.text(thrown)
                : ""));
  }

  /** Encodes that the handler did not start. */
  byte[] rejection(ServerCall call, Rejection rejection) {
    return FrameWriter.error(
        call.id(), rejection.status().name(), cut(rejection.message(), textLimit(call)), false);
  }

  /** Returns the status of a response that can't be encoded. */
  static RpcStatus statusOf(CodecException unencodable) {
    return unencodable.isTooLarge() ? RpcStatus.RESOURCE_EXHAUSTED : RpcStatus.INTERNAL;
  }

  /** Returns the status for what a handler threw. */
  static RpcStatus statusOf(Throwable thrown) {
    return thrown instanceof RpcPermissionException refusal ? refusal.status() : RpcStatus.UNKNOWN;
  }

  private boolean exposesStackTraces(ServerCall call) {
    return options.permissions().seesStackTraces(call.session().peer);
  }

  /** Encodes that the handler ran, but its result can't be sent. */
  byte[] unencodable(ServerCall call, MethodDescriptor<?> method, CodecException e) {
    return FrameWriter.error(
        call.id(),
        statusOf(e).name(),
        cut(
            "The result of " + method.displayName() + " can't be encoded: " + e.getMessage(),
            textLimit(call)),
        true);
  }

  /** Encodes that an item of the caller can't be decoded. */
  byte[] badItem(ServerCall call, RpcException failure) {
    String message = String.valueOf(failure.getMessage());
    return FrameWriter.error(
        call.id(), failure.status().name(), cut(message, textLimit(call)), true);
  }

  /** Encodes that the response exceeds the limit. */
  byte[] dropped(ServerCall call, long kept) {
    return FrameWriter.error(
        call.id(),
        RpcStatus.RESOURCE_EXHAUSTED.name(),
        "The response of "
            + call.name()
            + " was dropped: the client does not keep up, and "
            + kept
            + " bytes wait for it",
        true);
  }

  /** Encodes what the handler threw. */
  WireWriter thrown(ServerCall call, MethodDescriptor<?> method, Throwable thrown) {
    String message = ThrowableText.message(thrown);
    String said = message == null ? null : cut(message, textLimit(call));
    String stackTrace =
        exposesStackTraces(call) ? sound(ThrowableText.stackTrace(thrown, MAX_STACK_TRACE)) : null;
    RpcStatus status = statusOf(thrown);
    for (DeclaredException<?> declared : method.exceptions()) {
      if (declared.type().isInstance(thrown)) {
        try {
          return thrown(call, status, said, declared.name(), stackTrace, state(declared, thrown));
        } catch (Throwable e) { // an accessor of the user's
          break; // its state can't be encoded: its name and message are sent alone
        }
      }
    }
    String type = thrown.getClass().getName();
    try {
      return thrown(call, status, said, type, stackTrace, null);
    } catch (CodecException e) { // the client takes short messages only
      return thrown(call, status, said, type, null, null);
    }
  }

  /** Encodes what code of the handler threw, also if it can't be described. */
  byte[] anyThrown(ServerCall call, Throwable thrown) {
    try {
      WireWriter frame = thrown(call, call.entry().method().descriptor(), thrown);
      return Arrays.copyOf(frame.buffer(), frame.size());
    } catch (Throwable e) { // no memory for it, or the client takes tiny messages only
      return indescribable(call, thrown);
    }
  }

  /** Encodes that the handler threw something whose methods throw. */
  byte[] indescribable(ServerCall call, Throwable thrown) {
    return FrameWriter.error(
        call.id(),
        RpcStatus.UNKNOWN.name(),
        call.name() + " threw a " + thrown.getClass().getName() + ", which can't be described",
        true);
  }

  /** Encodes that the deadline passed. */
  static byte[] timedOut(ServerCall call, boolean started) {
    return FrameWriter.error(
        call.id(),
        RpcStatus.DEADLINE_EXCEEDED.name(),
        call.name()
            + " exceeded its deadline of "
            + Times.print(Duration.ofMillis(call.request().remainingMillis()))
            + " at the server ("
            + (started ? "running" : "queued")
            + ')',
        started);
  }

  /** Encodes that the call will not be finished. */
  static byte[] stopped(ServerCall call, boolean started, String reason) {
    return FrameWriter.error(
        call.id(),
        RpcStatus.CANCELLED.name(),
        call.name() + (started ? " was stopped: " : " was not started: ") + reason,
        started);
  }

  private WireWriter thrown(
      ServerCall call,
      RpcStatus status,
      @Nullable String message,
      String type,
      @Nullable String stackTrace,
      @Nullable Consumer<WireWriter> state) {
    return FrameWriter.thrown(
        call.id(), status.name(), message, type, stackTrace, state, limit(call));
  }

  /** Returns how many characters a text may have: three bytes each, and the rest of the frame. */
  private int textLimit(ServerCall call) {
    return Math.min(MAX_MESSAGE, limit(call) / 6);
  }

  @SuppressWarnings("unchecked") // the type was just checked
  private static Consumer<WireWriter> state(DeclaredException<?> declared, Throwable thrown) {
    Codec<Throwable> codec = (Codec<Throwable>) declared.codec();
    return out -> codec.write(out, thrown);
  }

  /** Cuts a text, never between the halves of a surrogate pair, and replaces unpaired ones. */
  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return sound(text);
    }
    int end = max > 0 && Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return sound(text.substring(0, end)) + "… (" + (text.length() - end) + " more characters)";
  }

  /** Returns the text without unpaired surrogates, which UTF-8 can't express. */
  private static String sound(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
