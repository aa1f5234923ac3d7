package io.tightwire;

import io.tightwire.codec.Codec;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A channel that passes each call on to another one: the base class of channels that wrap others.
 * Every request goes through {@link #outgoing}, in every mode. So a wrapper that overrides it also
 * works for the modes that later versions add:
 *
 * <pre>{@code
 * final class TenantChannel extends ForwardingRpcChannel {
 *   private final String tenant;
 *
 *   TenantChannel(RpcChannel channel, String tenant) {
 *     super(channel);
 *     this.tenant = tenant;
 *   }
 *
 *   @Override
 *   protected <T extends @Nullable Object> RpcRequest<T> outgoing(RpcRequest<T> request) {
 *     return request.withMetadata("tenant", tenant);
 *   }
 * }
 * }</pre>
 *
 * <p>Thread-safe, as the other channel is.
 */
public abstract class ForwardingRpcChannel implements RpcChannel {

  private final RpcChannel delegate;

  /**
   * Creates a channel.
   *
   * @param delegate gets each call
   */
  protected ForwardingRpcChannel(RpcChannel delegate) {
    this.delegate = Objects.requireNonNull(delegate, "delegate");
  }

  /**
   * Returns the channel that gets each call.
   *
   * @return the channel
   */
  protected final RpcChannel delegate() {
    return delegate;
  }

  /**
   * Returns the request that is passed on instead of this one: the same, unless this is overridden.
   * Runs on the caller's thread; of a publisher, on that of each subscriber. An {@link
   * RpcException} that it throws reaches the caller unchanged.
   *
   * @param request the request of the caller
   * @param <T> the type of the result, or of the stream's items
   * @return the request for the other channel
   */
  protected <T extends @Nullable Object> RpcRequest<T> outgoing(RpcRequest<T> request) {
    return request;
  }

  @Override
  public <T extends @Nullable Object> T call(RpcRequest<T> request) {
    return delegate.call(outgoing(request));
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request) {
    return delegate.callAsync(outgoing(request));
  }

  @Override
  public void callOneWay(RpcRequest<?> request) {
    delegate.callOneWay(outgoing(request));
  }

  @Override
  public <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request) {
    return delegate.stream(outgoing(request));
  }

  @Override
  public <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber) {
    delegate.subscribe(outgoing(request), subscriber);
  }

  @Override
  public <T, R extends @Nullable Object> OpenUpload<T, R> upload(
      RpcRequest<R> request, Codec<T> items) {
    return delegate.upload(outgoing(request), items);
  }

  @Override
  public <T, R extends @Nullable Object> OpenDuplex<T, R> duplex(
      RpcRequest<R> request, Codec<T> items) {
    return delegate.duplex(outgoing(request), items);
  }
}
