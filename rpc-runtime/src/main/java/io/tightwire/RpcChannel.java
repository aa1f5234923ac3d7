package io.tightwire;

import io.tightwire.codec.Codec;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The channel that stubs call through, with one method for each mode. {@link RpcClient} is the
 * channel to a server. Others wrap it, to add metadata or to count: they extend {@link
 * ForwardingRpcChannel}. Others stand in for it in tests, and implement this interface.
 *
 * <p>Modes that later versions add are default methods. A channel that does not implement them
 * fails their calls with an {@link RpcException} of status {@link RpcStatus#UNIMPLEMENTED}; all
 * else of it goes on working.
 *
 * <p>Failures are {@link RpcException}s in every mode: thrown, or held by the future, the stream or
 * {@code onError}.
 *
 * <p>Thread-safe.
 */
public interface RpcChannel {

  /**
   * Makes a call and waits for its result.
   *
   * @param request the call
   * @param <T> the type of the result
   * @return the result
   * @throws RpcException if it failed; {@link RpcCancelledException}, with the thread's interrupt
   *     flag set again, if the thread was interrupted
   */
  <T extends @Nullable Object> T call(RpcRequest<T> request);

  /**
   * Makes a call whose result comes later. Cancelling the future cancels the call on the server.
   *
   * @param request the call
   * @param <T> the type of the result
   * @return completed on the channel's callback executor
   */
  <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request);

  /**
   * Makes a call without a response. Returns once the call is queued; nothing else is known of it.
   * A server that has received it runs it, even if the channel is closed meanwhile. May wait for
   * space in the channel's queue.
   *
   * @param request the call
   * @throws RpcUnavailableException if the channel's queue stays full
   * @throws RpcCancelledException if the channel is closed
   * @throws RpcCancelledException if the thread was interrupted while it waited for space
   */
  void callOneWay(RpcRequest<?> request);

  /**
   * Starts a streaming call that is read at the caller's pace.
   *
   * @param request the call
   * @param <T> the type of the items
   * @return the items; to be closed
   */
  <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request);

  /**
   * Starts a streaming call whose items go to a subscriber, as it requests them.
   *
   * @param request the call
   * @param subscriber called on the channel's callback executor
   * @param <T> the type of the items
   */
  <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber);

  /**
   * Makes a call that sends items one by one and has one result.
   *
   * @param request the call, without input
   * @param items encodes an item
   * @param <T> the type of the items
   * @param <R> the type of the result
   * @return the open call; to be closed
   * @throws RpcException if the call can't be made; of status {@link RpcStatus#UNIMPLEMENTED} by
   *     default
   */
  default <T, R extends @Nullable Object> OpenUpload<T, R> upload(
      RpcRequest<R> request, Codec<T> items) {
    throw new RpcMethodNotFoundException(unsupported(this, request));
  }

  /**
   * Makes a call that sends items one by one and receives a stream.
   *
   * @param request the call, without input
   * @param items encodes an item that is sent
   * @param <T> the type of the items that are sent
   * @param <R> the type of the items that are received
   * @return the open call; to be closed
   * @throws RpcException if the call can't be made; of status {@link RpcStatus#UNIMPLEMENTED} by
   *     default
   */
  default <T, R extends @Nullable Object> OpenDuplex<T, R> duplex(
      RpcRequest<R> request, Codec<T> items) {
    throw new RpcMethodNotFoundException(unsupported(this, request));
  }

  private static String unsupported(RpcChannel channel, RpcRequest<?> request) {
    return request.method().displayName()
        + " was not called: "
        + channel.getClass().getName()
        + " does not implement calls that send items one by one";
  }
}
