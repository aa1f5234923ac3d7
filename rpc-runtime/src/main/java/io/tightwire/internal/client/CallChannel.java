package io.tightwire.internal.client;

import io.tightwire.OpenDuplex;
import io.tightwire.OpenUpload;
import io.tightwire.OutgoingCall.Mode;
import io.tightwire.RemoteStream;
import io.tightwire.RpcChannel;
import io.tightwire.RpcException;
import io.tightwire.RpcRequest;
import io.tightwire.codec.Codec;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes calls of a client in each mode. Thread-safe. */
public final class CallChannel implements RpcChannel {

  private final ClientRuntime runtime;
  private final CallPreparer preparer;
  private final InputCalls inputs;

  /** Creates a channel of the preparer's client. */
  public CallChannel(CallPreparer preparer) {
    this.runtime = preparer.runtime();
    this.preparer = preparer;
    this.inputs = new InputCalls(preparer);
  }

  @Override
  public <T extends @Nullable Object> T call(RpcRequest<T> request) {
    if (request.method().takesStream()) {
      return inputs.call(request);
    }
    CallPreparer.requireMayWait(request.method());
    return new BlockingCall<>(runtime, preparer.prepare(request, Mode.BLOCKING)).run();
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request) {
    if (request.method().takesStream()) {
      return inputs.callAsync(request);
    }
    PreparedCall<T> prepared;
    try {
      prepared = preparer.prepare(request, Mode.ASYNC);
    } catch (RpcException e) {
      return CompletableFuture.failedFuture(e);
    }
    return new FutureCall<>(runtime, prepared).run();
  }

  @Override
  public void callOneWay(RpcRequest<?> request) {
    if (request.method().takesStream()) {
      throw InputCalls.oneWay(request.method());
    }
    new OneWayCall(runtime, preparer.prepare(request, Mode.ONE_WAY)).run();
  }

  @Override
  public <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request) {
    if (request.method().takesStream()) {
      return inputs.stream(request);
    }
    CallPreparer.requireMayWait(request.method());
    return HeldStream.of(runtime, preparer.prepare(request, Mode.STREAMING));
  }

  @Override
  public <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    if (request.method().takesStream()) {
      inputs.subscribe(request, subscriber);
      return;
    }
    AtomicReference<@Nullable InterceptedCall> refused = new AtomicReference<>();
    PreparedCall<T> prepared;
    try {
      prepared = preparer.prepare(request, Mode.STREAMING, refused::set);
    } catch (RpcException e) {
      String name = request.method().displayName();
      SubscriberCall.refuse(runtime, name, subscriber, refused.get(), e);
      return;
    }
    new SubscriberCall<>(runtime, prepared, subscriber).run();
  }

  @Override
  public <T, R extends @Nullable Object> OpenUpload<T, R> upload(
      RpcRequest<R> request, Codec<T> items) {
    return inputs.upload(request, items);
  }

  @Override
  public <T, R extends @Nullable Object> OpenDuplex<T, R> duplex(
      RpcRequest<R> request, Codec<T> items) {
    return inputs.duplex(request, items);
  }
}
