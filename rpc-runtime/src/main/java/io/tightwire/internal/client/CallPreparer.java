package io.tightwire.internal.client;

import io.tightwire.ClientInterceptor;
import io.tightwire.OutgoingCall.Mode;
import io.tightwire.RpcContext;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRequest;
import io.tightwire.RpcStatus;
import io.tightwire.codec.CodecException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.context.CurrentCall;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.UnencodableTextException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a call on its caller's thread before it leaves: how long it may take, what it
 * inherits from the handler that makes it, what interceptors say, its bytes. Immutable.
 *
 * @param timeout for calls that give none
 * @param routing of calls that say nothing about their servers
 */
public record CallPreparer(
    ClientRuntime runtime,
    @Nullable Duration timeout,
    int maxMessageSize,
    List<ClientInterceptor> interceptors,
    Routing routing) {

  /** Returns the preparer of calls that all go to the same server. */
  public CallPreparer pinned() {
    Routing pinned = new Routing(null, new Routing.Pin(), routing.waitForConnection());
    return new CallPreparer(runtime, timeout, maxMessageSize, interceptors, pinned);
  }

  /**
   * The call's time starts now.
   *
   * @throws RpcException if an interceptor rejects it, or it can't be encoded
   */
  public <T extends @Nullable Object> PreparedCall<T> prepare(RpcRequest<T> request, Mode mode) {
    return prepare(request, mode, Refusal.THROWN);
  }

  /** Is told of a call that is not made, since an interceptor rejects it or it can't be encoded. */
  @FunctionalInterface
  interface Refusal {

    /** Leaves it to the exception. */
    Refusal THROWN = intercepted -> {};

    /** Takes the call as its interceptors saw it, just before the exception is thrown. */
    void refused(@Nullable InterceptedCall intercepted);
  }

  /**
   * Prepares a call whose refusal is not just thrown.
   *
   * @throws RpcException as {@link #prepare(RpcRequest, Mode)} does
   */
  <T extends @Nullable Object> PreparedCall<T> prepare(
      RpcRequest<T> request, Mode mode, Refusal refusal) {
    RpcContext handler = CurrentCall.get();
    Duration limit = limit(request, handler);
    long deadline = Times.deadline(runtime.now(), limit);
    InterceptedCall intercepted = null;
    Map<String, String> metadata = request.metadata();
    if (!interceptors.isEmpty()) {
      intercepted = new InterceptedCall(runtime, request, mode, limit, handler);
      ask(intercepted, refusal);
      metadata = intercepted.metadata();
      intercepted = intercepted.isListenedTo() ? intercepted : null;
    }
    EncodedRequest encoded;
    try {
      encoded = encode(request, mode, limit, metadata);
    } catch (Throwable e) {
      if (intercepted != null) {
        intercepted.failed(e);
      }
      refusal.refused(intercepted);
      throw e;
    }
    // A call without a response is handed over for good.
    RpcContext parent = mode == Mode.ONE_WAY ? null : handler;
    return new PreparedCall<>(
        request.method(), encoded, limit, deadline, parent, intercepted, routing(request), null);
  }

  private void ask(InterceptedCall intercepted, Refusal refusal) {
    try {
      intercepted.ask(interceptors);
    } catch (RpcException e) {
      refusal.refused(intercepted);
      throw e;
    }
  }

  /**
   * For calls whose caller waits. On a loop it can't: no peer would be served meanwhile, and
   * perhaps not even this call.
   *
   * @throws IllegalStateException in an inline handler, or a callback on a loop
   */
  public static void requireMayWait(MethodDescriptor<?> method) {
    if (CurrentCall.isInline() || LoopThread.isCurrent()) {
      requireMayWait(method.displayName());
    }
  }

  /** Checks the same for anything else that would be waited for. */
  public static void requireMayWait(String what) {
    if (CurrentCall.isInline()) {
      throw new IllegalStateException(
          what
              + " can't be waited for in a handler that runs inline, on its server's own thread;"
              + " use remoteFuture() or remotePublisher(), or take the handler off its inline"
              + " lane");
    }
    LoopThread.requireOther(what);
  }

  private Routing routing(RpcRequest<?> request) {
    String key = request.key().orElse(null);
    boolean waits = request.waitsForConnection().orElse(routing.waitForConnection());
    return key == null && waits == routing.waitForConnection()
        ? routing
        : new Routing(key, routing.pin(), waits);
  }

  /**
   * Returns the timeout: the call's own, its method's or the client's, within that of a handler.
   */
  private @Nullable Duration limit(RpcRequest<?> request, @Nullable RpcContext handler) {
    Duration own = request.timeout().orElse(null);
    if (own == null) {
      own = request.method().timeout();
    }
    if (own == null) {
      own = timeout;
    }
    Duration inherited = handler == null ? null : handler.timeRemaining().orElse(null);
    return own == null || (inherited != null && inherited.compareTo(own) < 0) ? inherited : own;
  }

  private EncodedRequest encode(
      RpcRequest<?> request, Mode mode, @Nullable Duration limit, Map<String, String> metadata) {
    int flags =
        switch (mode) {
          case BLOCKING, ASYNC -> 0;
          case ONE_WAY -> Frame.ONE_WAY;
          case STREAMING -> Frame.STREAMING;
        };
    MethodDescriptor<?> method = request.method();
    if (method.takesStream()) {
      flags |= Frame.WITH_INPUT;
    }
    boolean timed = limit != null && EncodedRequest.canTell(limit);
    try {
      return EncodedRequest.of(method, flags, timed, metadata, request.arguments(), maxMessageSize);
    } catch (UnencodableTextException e) {
      String what = "The metadata \"" + e.printableName() + '"';
      throw unencodable(what, method, e.reason(), e.reason().isTooLarge());
    } catch (CodecException e) {
      throw unencodable("The arguments", method, e, e.isTooLarge());
    } catch (Throwable e) { // of the user's own records and collections: too deep a recursion, too
      throw unencodable("The arguments", method, e, false);
    }
  }

  private static RpcProtocolException unencodable(
      String what, MethodDescriptor<?> method, Throwable e, boolean tooLarge) {
    String why = e instanceof CodecException ? e.getMessage() : ThrowableText.text(e);
    return new RpcProtocolException(
        tooLarge ? RpcStatus.RESOURCE_EXHAUSTED : RpcStatus.INTERNAL,
        what + " of " + method.displayName() + " can't be encoded: " + why,
        e,
        false);
  }
}
