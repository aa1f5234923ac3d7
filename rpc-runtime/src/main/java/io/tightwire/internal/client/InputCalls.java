package io.tightwire.internal.client;

import io.tightwire.OpenDuplex;
import io.tightwire.OpenUpload;
import io.tightwire.OutgoingCall.Mode;
import io.tightwire.RemoteStream;
import io.tightwire.RpcException;
import io.tightwire.RpcRequest;
import io.tightwire.codec.Codec;
import io.tightwire.generated.CallInput;
import io.tightwire.generated.MethodDescriptor;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes calls of methods that take a stream, in each mode. Thread-safe. */
final class InputCalls {

  private final ClientRuntime runtime;
  private final CallPreparer preparer;

  InputCalls(CallPreparer preparer) {
    this.runtime = preparer.runtime();
    this.preparer = preparer;
  }

  // --- from a stream or a publisher ---

  <T extends @Nullable Object> T call(RpcRequest<T> request) {
    CallPreparer.requireMayWait(request.method());
    CallInput<?> input = take(request);
    if (input.stream() == null) {
      InputSender sender = sender(request, input, runtime::callBack);
      PreparedCall<T> prepared = prepare(request, Mode.BLOCKING, sender);
      return attached(sender, new BlockingCall<>(runtime, prepared)).run();
    }
    CallerTurns turns = new CallerTurns(runtime::callBack);
    InputSender sender = sender(request, input, turns);
    PreparedCall<T> prepared;
    try {
      prepared = prepare(request, Mode.BLOCKING, sender);
    } finally {
      turns.runAll();
    }
    return attached(sender, new PullingCall<>(runtime, prepared, sender, turns)).run();
  }

  <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request) {
    InputSender sender = sender(request, take(request), runtime::callBack);
    PreparedCall<T> prepared;
    try {
      prepared = prepare(request, Mode.ASYNC, sender);
    } catch (RpcException e) {
      return CompletableFuture.failedFuture(e);
    }
    return attached(sender, new FutureCall<>(runtime, prepared)).run();
  }

  <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request) {
    CallPreparer.requireMayWait(request.method());
    InputSender sender = sender(request, take(request), runtime::callBack);
    PreparedCall<T> prepared = prepare(request, Mode.STREAMING, sender);
    return HeldStream.of(attached(sender, new StreamCall<>(runtime, prepared)));
  }

  <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber) {
    InputSender sender = sender(request, take(request), runtime::callBack);
    AtomicReference<@Nullable InterceptedCall> refused = new AtomicReference<>();
    PreparedCall<T> prepared;
    try {
      prepared = preparer.prepare(request, Mode.STREAMING, refused::set).withInput(sender);
    } catch (RpcException e) {
      sender.release();
      String name = request.method().displayName();
      SubscriberCall.refuse(runtime, name, subscriber, refused.get(), e);
      return;
    } catch (Throwable e) {
      sender.release();
      throw e;
    }
    attached(sender, new SubscriberCall<>(runtime, prepared, subscriber)).run();
  }

  /** Refuses a call without a response: nobody would be told what became of its stream. */
  static IllegalStateException oneWay(MethodDescriptor<?> method) {
    return new IllegalStateException(
        method.displayName()
            + " takes a stream, which can't be sent by remoteOneWay(); use remote() or"
            + " remoteFuture()");
  }

  /**
   * Takes the input of a call; from here on, the call closes its stream.
   *
   * @throws IllegalStateException if its stream was taken for another call
   */
  private static CallInput<?> take(RpcRequest<?> request) {
    CallInput<?> input = request.input().orElse(null);
    String name = request.method().displayName();
    if (input == null) {
      throw new IllegalStateException(
          name + " takes a stream: give it with RpcRequest.withInput(), or open the call");
    }
    if (!input.take()) {
      throw new IllegalStateException(
          "The Stream for "
              + name
              + " was used for another call, and can be read once; create a new one, or pass a"
              + " Flow.Publisher");
    }
    return input;
  }

  private InputSender sender(RpcRequest<?> request, CallInput<?> input, Executor turns) {
    String name = request.method().displayName();
    return new SourceSender<>(runtime, name, preparer.maxMessageSize(), input, turns);
  }

  /** Prepares a call. If that fails, its input is released. */
  private <T extends @Nullable Object> PreparedCall<T> prepare(
      RpcRequest<T> request, Mode mode, InputSender sender) {
    try {
      return preparer.prepare(request, mode).withInput(sender);
    } catch (Throwable e) {
      sender.release();
      throw e;
    }
  }

  private static <C extends ClientCall> C attached(InputSender sender, C call) {
    sender.attach(call);
    return call;
  }

  // --- by hand ---

  <T, R extends @Nullable Object> OpenUpload<T, R> upload(RpcRequest<R> request, Codec<T> items) {
    HandSender<T> sender = handSender(request, items);
    return HeldUpload.of(runtime, prepare(request, Mode.ASYNC, sender), sender);
  }

  <T, R extends @Nullable Object> OpenDuplex<T, R> duplex(RpcRequest<R> request, Codec<T> items) {
    HandSender<T> sender = handSender(request, items);
    return HeldDuplex.of(runtime, prepare(request, Mode.STREAMING, sender), sender);
  }

  private <T> HandSender<T> handSender(RpcRequest<?> request, Codec<T> items) {
    Objects.requireNonNull(items, "items");
    String name = request.method().displayName();
    if (!request.method().takesStream()) {
      throw new IllegalArgumentException(name + " takes no stream");
    }
    if (request.input().isPresent()) {
      throw new IllegalArgumentException(
          name + " has a stream to send already; a call that is opened has none");
    }
    return new HandSender<>(runtime, name, preparer.maxMessageSize(), items);
  }
}
