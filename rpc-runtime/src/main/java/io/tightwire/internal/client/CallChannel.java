package io.tightwire.internal.client;

import io.tightwire.OutgoingCall.Mode;
import io.tightwire.RemoteStream;
import io.tightwire.RpcChannel;
import io.tightwire.RpcException;
import io.tightwire.RpcRequest;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes calls of a client in each mode. Thread-safe. */
public final class CallChannel implements RpcChannel {

  private final ClientRuntime runtime;
  private final CallPreparer preparer;

  /** Creates a channel of the preparer's client. */
  public CallChannel(CallPreparer preparer) {
    this.runtime = preparer.runtime();
    this.preparer = preparer;
  }

  @Override
  public <T extends @Nullable Object> T call(RpcRequest<T> request) {
    CallPreparer.requireMayWait(request.method());
    return new BlockingCall<>(runtime, preparer.prepare(request, Mode.BLOCKING)).run();
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request) {
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
    new OneWayCall(runtime, preparer.prepare(request, Mode.ONE_WAY)).run();
  }

  @Override
  public <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request) {
    CallPreparer.requireMayWait(request.method());
    return HeldStream.of(runtime, preparer.prepare(request, Mode.STREAMING));
  }

  @Override
  public <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
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
}
