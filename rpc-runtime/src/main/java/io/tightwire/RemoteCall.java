package io.tightwire;

import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.CallInput;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A call of a remote method, ready to be made. The caller picks the mode. Nothing is sent until one
 * of the {@code remote} methods is called; each of them makes a new call, whose time is measured
 * from that moment.
 *
 * <pre>{@code
 * Receipt receipt = orders.place(CHAIRS).remote(); // blocks
 * CompletableFuture<Quote> quote = orders.quote(CHAIRS).remoteFuture(); // returns immediately
 * orders.note("two chairs, one table").remoteOneWay(); // no response, no failure
 * }</pre>
 *
 * <p>A call without its own timeout has that of its method ({@code @RpcMethod(timeout)}), or else
 * that of the client. Without any, it may take any time, but it waits for a connection only as long
 * as the client's connect timeout. A call that has less than a millisecond left when it is to be
 * sent is not sent, because that is the unit of time on the wire.
 *
 * <p>Immutable and thread-safe, as far as the arguments are: they are encoded when a call is made.
 *
 * @param <T> the type of the result; {@code Void} for methods that return nothing
 */
public final class RemoteCall<T extends @Nullable Object> {

  private final RpcChannel channel;
  private final RpcRequest<T> request;

  private RemoteCall(RpcChannel channel, RpcRequest<T> request) {
    this.channel = channel;
    this.request = request;
  }

  /**
   * Creates a call that can be made. Generated stubs call this, and hand-written ones can.
   *
   * @param channel what the call will go through
   * @param method the method
   * @param arguments writes the arguments
   * @param <T> the type of the result
   * @return the call
   */
  public static <T extends @Nullable Object> RemoteCall<T> of(
      RpcChannel channel, MethodDescriptor<T> method, ArgumentsWriter arguments) {
    return new RemoteCall<>(channel, RpcRequest.of(method, arguments));
  }

  /**
   * Creates a call that sends a stream and can be made. Generated stubs call this, and hand-written
   * ones can.
   *
   * @param channel what the call will go through
   * @param method the method, which takes a stream
   * @param arguments writes the arguments, without the stream
   * @param input the stream
   * @param <T> the type of the result
   * @return the call
   * @throws IllegalArgumentException if the method takes no stream
   */
  public static <T extends @Nullable Object> RemoteCall<T> of(
      RpcChannel channel,
      MethodDescriptor<T> method,
      ArgumentsWriter arguments,
      CallInput<?> input) {
    return new RemoteCall<>(channel, RpcRequest.of(method, arguments).withInput(input));
  }

  /**
   * Makes the call and waits for its result.
   *
   * @return the result
   * @throws RpcException if it failed: see its subclasses
   */
  public T remote() {
    return channel.call(request);
  }

  /**
   * Makes the call and waits for its result no longer than the timeout.
   *
   * @param timeout greater than zero; covers queueing, connecting and running
   * @return the result
   * @throws RpcTimeoutException if the time is over
   * @throws RpcException if it failed: see its subclasses
   */
  public T remote(Duration timeout) {
    return channel.call(request.withTimeout(timeout));
  }

  /**
   * Makes the call; the result comes later.
   *
   * @return completed on the client's callback executor
   */
  public CompletionStage<T> remoteAsync() {
    return remoteFuture();
  }

  /**
   * Makes the call; the result comes later, or a failure once the timeout is over.
   *
   * @param timeout greater than zero; covers queueing, connecting and running
   * @return completed on the client's callback executor
   */
  public CompletionStage<T> remoteAsync(Duration timeout) {
    return remoteFuture(timeout);
  }

  /**
   * Makes the call; the result comes later. Cancelling the future cancels the call on the server.
   *
   * @return completed on the client's callback executor
   */
  public CompletableFuture<T> remoteFuture() {
    return channel.callAsync(request);
  }

  /**
   * Makes the call; the result comes later, or a failure once the timeout is over. Cancelling the
   * future cancels the call on the server.
   *
   * @param timeout greater than zero; covers queueing, connecting and running
   * @return completed on the client's callback executor
   */
  public CompletableFuture<T> remoteFuture(Duration timeout) {
    return channel.callAsync(request.withTimeout(timeout));
  }

  /**
   * Makes the call without any response: none is awaited and none is sent. Whether the handler ran,
   * or failed, stays unknown; a call that can't be sent within its timeout (or the connect timeout)
   * is dropped. Once the server has it, it is run within its timeout, also if this client
   * disconnects. May wait for up to a second while the client's queue is full.
   *
   * @throws RpcUnavailableException if the client's queue stays full
   * @throws RpcCancelledException if the client is closed
   */
  public void remoteOneWay() {
    channel.callOneWay(request);
  }

  /**
   * Makes the call without any response, as {@link #remoteOneWay()} does, within a timeout. A call
   * that can't be sent in time is dropped; the server does not start it later, and cancels it when
   * the time is over.
   *
   * @param timeout greater than zero; covers queueing, connecting and running
   * @throws RpcUnavailableException if the client's queue stays full
   * @throws RpcCancelledException if the client is closed
   */
  public void remoteOneWay(Duration timeout) {
    channel.callOneWay(request.withTimeout(timeout));
  }

  /**
   * The same call with a timeout.
   *
   * @param timeout greater than zero
   * @return the changed copy
   * @throws IllegalArgumentException if it is not
   */
  public RemoteCall<T> withTimeout(Duration timeout) {
    return new RemoteCall<>(channel, request.withTimeout(timeout));
  }

  /**
   * Returns the same call with string metadata added; handlers find it in {@code
   * RpcContext.current().metadata()}.
   *
   * @param key the name; an earlier value of that name is replaced
   * @param value the value
   * @return the changed copy
   */
  public RemoteCall<T> withMetadata(String key, String value) {
    return new RemoteCall<>(channel, request.withMetadata(key, value));
  }

  /**
   * Returns the same call with a key: calls with the same key go to the same server as long as that
   * is ready, and reach it in the order in which one thread makes them.
   *
   * @param key any text, such as the id of a customer
   * @return the changed copy
   */
  public RemoteCall<T> withKey(String key) {
    return new RemoteCall<>(channel, request.withKey(key));
  }

  /**
   * Returns the same call, which waits for a connection if there is none, or fails immediately with
   * an {@link RpcUnavailableException}. Unless this is set, the client decides; by default it
   * waits.
   *
   * @param wait whether the call waits
   * @return the changed copy
   */
  public RemoteCall<T> waitForConnection(boolean wait) {
    return new RemoteCall<>(channel, request.waitForConnection(wait));
  }

  @Override
  public String toString() {
    return "RemoteCall[" + request.method().displayName() + ']';
  }
}
