package io.tightwire.testing;

import io.tightwire.OpenDuplex;
import io.tightwire.OpenUpload;
import io.tightwire.RemoteStream;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRequest;
import io.tightwire.codec.Codec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Forwards each call to the client of the test that is running at that time. So stubs can be
 * created before the test, in fields. Thread-safe.
 */
final class CurrentChannel implements RpcChannel {

  private final Supplier<? extends RpcChannel> current;

  CurrentChannel(Supplier<? extends RpcChannel> current) {
    this.current = current;
  }

  @Override
  public <T extends @Nullable Object> T call(RpcRequest<T> request) {
    return current.get().call(request);
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request) {
    return current.get().callAsync(request);
  }

  @Override
  public void callOneWay(RpcRequest<?> request) {
    current.get().callOneWay(request);
  }

  @Override
  public <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request) {
    return current.get().stream(request);
  }

  @Override
  public <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber) {
    current.get().subscribe(request, subscriber);
  }

  @Override
  public <T, R extends @Nullable Object> OpenUpload<T, R> upload(
      RpcRequest<R> request, Codec<T> items) {
    return current.get().upload(request, items);
  }

  @Override
  public <T, R extends @Nullable Object> OpenDuplex<T, R> duplex(
      RpcRequest<R> request, Codec<T> items) {
    return current.get().duplex(request, items);
  }
}
