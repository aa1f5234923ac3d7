package io.tightwire.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.RpcException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.DeclaredException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.wire.FrameWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Encodes answers, on handler threads. Immutable. */
final class ResponseEncoder {

  /** Texts of failures are cut here, so that an ERROR always fits into a message. */
  private static final int MAX_MESSAGE = 8 * 1024;

  private static final int MAX_TRACEBACK = 32 * 1024;

  private final ServerOptions options;

  ResponseEncoder(ServerOptions options) {
    this.options = options;
  }

  <T> WireWriter result(ServerCall call, MethodDescriptor<T> method, @Nullable T value) {
    return FrameWriter.result(call.id(), method.result(), value, limit(call));
  }

  /** What both this side sends and the client takes. */
  int limit(ServerCall call) {
    return (int) Math.min(options.maxMessageSize(), call.session().maxMessageSize);
  }

  /** The handler did not start: its arguments make no sense, or a constructor refused them. */
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

  /** What an interceptor threw: its decision, or its failure. */
  Rejection refused(ServerCall call, ServerInterceptor interceptor, Throwable thrown) {
    if (thrown instanceof RpcException decision && Rejection.canBe(decision.status())) {
      return new Rejection(decision.status(), String.valueOf(ThrowableText.message(decision)));
    }
    call.core().log().interceptorFailed(interceptor, call.name(), thrown);
    return new Rejection(
        RpcStatus.INTERNAL,
        call.name()
            + " was not started: an interceptor of the server failed"
            + (tellsTracebacks(call)
                ? ": " + interceptor.getClass().getName() + " threw " + ThrowableText.text(thrown)
                : ""));
  }

  /** The handler did not start. */
  byte[] rejection(ServerCall call, Rejection rejection) {
    return FrameWriter.error(
        call.id(), rejection.status().name(), cut(rejection.message(), textLimit(call)), false);
  }

  /** What kind of failure it is that an answer can't be encoded. */
  static RpcStatus statusOf(CodecException unencodable) {
    return unencodable.isTooLarge() ? RpcStatus.RESOURCE_EXHAUSTED : RpcStatus.INTERNAL;
  }

  /** What kind of failure it is that a handler threw. */
  static RpcStatus statusOf(Throwable thrown) {
    return thrown instanceof RpcPermissionException refusal ? refusal.status() : RpcStatus.UNKNOWN;
  }

  private boolean tellsTracebacks(ServerCall call) {
    return options.remoteTracebacks().orElse(call.session().peer.endpoint().isLocal());
  }

  /** The handler ran, but what it returned can't be sent. */
  byte[] unencodable(ServerCall call, MethodDescriptor<?> method, CodecException e) {
    return FrameWriter.error(
        call.id(),
        statusOf(e).name(),
        cut(
            "The result of " + method.displayName() + " can't be encoded: " + e.getMessage(),
            textLimit(call)),
        true);
  }

  /** There is no room for the response. */
  byte[] dropped(ServerCall call, long kept) {
    return FrameWriter.error(
        call.id(),
        RpcStatus.RESOURCE_EXHAUSTED.name(),
        "The answer of "
            + call.name()
            + " was dropped: the client does not keep up, and "
            + kept
            + " bytes wait for it",
        true);
  }

  /** The handler threw. */
  WireWriter thrown(ServerCall call, MethodDescriptor<?> method, Throwable thrown) {
    String message = ThrowableText.message(thrown);
    String said = message == null ? null : cut(message, textLimit(call));
    String traceback =
        tellsTracebacks(call) ? sound(ThrowableText.stackTrace(thrown, MAX_TRACEBACK)) : null;
    RpcStatus status = statusOf(thrown);
    for (DeclaredException<?> declared : method.exceptions()) {
      if (declared.type().isInstance(thrown)) {
        try {
          String type = declared.type().getName();
          return thrown(call, status, said, type, traceback, state(declared, thrown));
        } catch (Throwable e) { // an accessor of the user's
          break; // its state can't be encoded: name and message still tell
        }
      }
    }
    String type = thrown.getClass().getName();
    try {
      return thrown(call, status, said, type, traceback, null);
    } catch (CodecException e) { // the client takes short messages only
      return thrown(call, status, said, type, null, null);
    }
  }

  /** The handler threw something that can't even be asked what it is. */
  byte[] indescribable(ServerCall call, Throwable thrown) {
    return FrameWriter.error(
        call.id(),
        RpcStatus.UNKNOWN.name(),
        call.name() + " threw a " + thrown.getClass().getName() + ", which can't be described",
        true);
  }

  private WireWriter thrown(
      ServerCall call,
      RpcStatus status,
      @Nullable String message,
      String type,
      @Nullable String traceback,
      @Nullable Consumer<WireWriter> state) {
    return FrameWriter.thrown(
        call.id(), status.name(), message, type, traceback, state, limit(call));
  }

  /** A character takes three bytes at most, and the rest of the frame some room. */
  private int textLimit(ServerCall call) {
    return Math.min(MAX_MESSAGE, limit(call) / 6);
  }

  @SuppressWarnings("unchecked") // the type was just checked
  private static Consumer<WireWriter> state(DeclaredException<?> declared, Throwable thrown) {
    Codec<Throwable> codec = (Codec<Throwable>) declared.codec();
    return out -> codec.write(out, thrown);
  }

  /** Cuts a text, never between the halves of a surrogate pair, and mends unpaired ones. */
  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return sound(text);
    }
    int end = max > 0 && Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return sound(text.substring(0, end)) + "… (" + (text.length() - end) + " more characters)";
  }

  /** A text without unpaired surrogates, which UTF-8 can't express. */
  private static String sound(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }
}
