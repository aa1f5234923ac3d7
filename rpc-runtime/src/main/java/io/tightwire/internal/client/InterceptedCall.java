package io.tightwire.internal.client;

import io.tightwire.Attempt;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.OutgoingCall;
import io.tightwire.RpcContext;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRequest;
import io.tightwire.RpcStatus;
import io.tightwire.Target;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.report.Listeners;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.wire.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call as the client's interceptors see it: what they can read and change before it is sent, and
 * the listeners that are told of its end. Confined to the caller's thread until {@link #ask} has
 * returned; thread-safe afterwards.
 */
public final class InterceptedCall implements OutgoingCall {

  private final ClientRuntime runtime;
  private final MethodDescriptor<?> method;
  private final Optional<String> key;
  private final Mode mode;
  private final long deadline;
  private final @Nullable RpcContext parent;
  private final Map<String, String> metadata;
  private final Listeners listeners;
  private boolean left;

  /** The attempts after the first one; added by the loop thread, and never changed in place. */
  private volatile List<Attempt> attempts = List.of();

  /**
   * Creates a call that no interceptor has seen.
   *
   * @param timeout null if there is no deadline
   * @param parent the call whose handler makes this one
   */
  public InterceptedCall(
      ClientRuntime runtime,
      RpcRequest<?> request,
      Mode mode,
      @Nullable Duration timeout,
      @Nullable RpcContext parent) {
    this.runtime = runtime;
    this.method = request.method();
    this.key = request.key();
    this.mode = mode;
    this.deadline = Times.deadline(runtime.now(), timeout);
    this.parent = parent;
    this.metadata = new LinkedHashMap<>(request.metadata());
    this.listeners = new Listeners(method.displayName(), runtime.log().listeners());
  }

  /**
   * Asks the interceptors, in their order. If one rejects the call, the listeners of those before
   * it are told.
   *
   * @throws RpcException if one rejects the call
   */
  public void ask(List<ClientInterceptor> interceptors) {
    for (ClientInterceptor interceptor : interceptors) {
      try {
        listeners.add(interceptor.onCall(this));
      } catch (Throwable e) {
        left = true;
        RpcException rejection = e instanceof RpcException own ? own : failure(interceptor, e);
        failed(rejection);
        throw rejection;
      }
    }
    left = true;
  }

  private RpcException failure(ClientInterceptor interceptor, Throwable thrown) {
    return new RpcProtocolException(
        RpcStatus.INTERNAL,
        method.displayName()
            + " to "
            + runtime.target()
            + " was not sent: interceptor "
            + interceptor.getClass().getName()
            + " threw "
            + ThrowableText.text(thrown),
        thrown,
        false);
  }

  /** Returns whether any listener is to be told of the call. */
  boolean isListenedTo() {
    return !listeners.isEmpty();
  }

  /** Records an attempt after the first one. Called by the loop thread, before the end. */
  void sentAgain(int number, String server, Attempt.Reason reason) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.add(new Attempt(number, server, reason, listeners.elapsed()));
    attempts = List.copyOf(all);
  }

  /** Enters the scopes of the listeners, around a callback ({@link Listeners#enter}). */
  CallListener.Scope enter() {
    return listeners.enter();
  }

  /** Runs a part of the caller's code inside the scopes of the listeners. */
  void around(Runnable part) {
    listeners.around(part);
  }

  /** Reports, on this thread, that the caller has its result. */
  void succeeded(ClientCall call) {
    listeners.end(end(RpcStatus.OK, null, call, 0), attempts, Listeners.HERE);
  }

  /** Reports, on this thread, that the caller of a call that was not sent is told of a failure. */
  public void failed(Throwable failure) {
    listeners.end(end(statusOf(failure), failure, null, 0), attempts, Listeners.HERE);
  }

  /** Reports, on this thread, that the caller is told of a failure. */
  void failed(ClientCall call, Throwable failure) {
    listeners.end(end(statusOf(failure), failure, call, 0), attempts, Listeners.HERE);
  }

  private static RpcStatus statusOf(Throwable failure) {
    return failure instanceof RpcException known ? known.status() : RpcStatus.INTERNAL;
  }

  /** Reports the outcome of a call on a callback thread. */
  void complete(ClientCall call, Outcome outcome, long items) {
    if (outcome.isSuccess()) {
      listeners.end(end(RpcStatus.OK, null, call, items), attempts, runtime::callBack);
    } else if (outcome instanceof LocalFailure failed) {
      RpcException failure = failed.exception();
      listeners.end(end(failure.status(), failure, call, items), attempts, runtime::callBack);
    } else {
      // Making the exception may run the user's code.
      runtime.callBack(
          () -> {
            RpcException failure = runtime.exception(call, outcome);
            listeners.end(end(failure.status(), failure, call, items), attempts, Listeners.HERE);
          });
    }
  }

  /**
   * Describes the end of the call.
   *
   * @param failure null if it succeeded
   * @param call null if it was not made
   */
  private CallEnd end(
      RpcStatus status, @Nullable Throwable failure, @Nullable ClientCall call, long items) {
    InputSender input = call == null ? null : call.input();
    long sent = input == null ? 0 : input.emitted();
    CallEnd end = listeners.describe(status, failure).withItems(sent, items);
    Server server = call == null ? null : call.server();
    return call == null || server == null ? end : end.sentTo(server.name(), call.sends());
  }

  @Override
  public String service() {
    return method.service();
  }

  @Override
  public String method() {
    return method.name();
  }

  @Override
  public Mode mode() {
    return mode;
  }

  @Override
  public boolean idempotent() {
    return method.isIdempotent();
  }

  @Override
  public Target target() {
    return runtime.target();
  }

  @Override
  public Optional<String> key() {
    return key;
  }

  @Override
  public Optional<Duration> timeRemaining() {
    return deadline == Timed.NEVER
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, deadline - runtime.now())));
  }

  @Override
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  @Override
  public void setMetadata(String key, String value) {
    if (left) {
      throw new IllegalStateException(
          method.displayName() + " has left already; set metadata before the interceptor returns");
    }
    metadata.put(
        Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value of " + key));
  }

  @Override
  public Optional<RpcContext> parent() {
    return Optional.ofNullable(parent);
  }
}
