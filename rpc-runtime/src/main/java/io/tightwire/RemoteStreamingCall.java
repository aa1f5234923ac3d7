package io.tightwire;

import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.CallInput;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.Flow;

/**
 * A call of a remote method that responds with a stream, ready to be made. The caller picks whether
 * items are pulled or pushed. Nothing is sent until then; each stream and each subscription is a
 * new call.
 *
 * <pre>{@code
 * try (RemoteStream<Order> all = orders.all().remoteStreaming()) {
 *   for (Order order : all) {
 *     found.add(order);
 *     if (found.size() == 100) {
 *       break; // closing the stream stops the server
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Immutable and thread-safe, as far as the arguments are: they are encoded when a call is made.
 *
 * @param <T> the type of the items
 */
public final class RemoteStreamingCall<T> {

  private final RpcChannel channel;
  private final RpcRequest<T> request;

  private RemoteStreamingCall(RpcChannel channel, RpcRequest<T> request) {
    this.channel = channel;
    this.request = request;
  }

  /**
   * Creates a call that can be made. Generated stubs call this, and hand-written ones can.
   *
   * @param channel what the call will go through
   * @param method the method
   * @param arguments writes the arguments
   * @param <T> the type of the items
   * @return the call
   */
  public static <T> RemoteStreamingCall<T> of(
      RpcChannel channel, MethodDescriptor<T> method, ArgumentsWriter arguments) {
    return new RemoteStreamingCall<>(channel, RpcRequest.of(method, arguments));
  }

  /**
   * Creates a call that sends a stream and can be made. Generated stubs call this, and hand-written
   * ones can.
   *
   * @param channel what the call will go through
   * @param method the method, which takes a stream
   * @param arguments writes the arguments, without the stream
   * @param input the stream
   * @param <T> the type of the items
   * @return the call
   * @throws IllegalArgumentException if the method takes no stream
   */
  public static <T> RemoteStreamingCall<T> of(
      RpcChannel channel,
      MethodDescriptor<T> method,
      ArgumentsWriter arguments,
      CallInput<?> input) {
    return new RemoteStreamingCall<>(channel, RpcRequest.of(method, arguments).withInput(input));
  }

  /**
   * Starts the stream, to be read at the caller's pace.
   *
   * @return the items; to be closed
   */
  public RemoteStream<T> remoteStreaming() {
    return channel.stream(request);
  }

  /**
   * Starts the stream, to be read at the caller's pace.
   *
   * @param timeout the time of the whole stream, not of the gap between items; greater than zero
   * @return the items; to be closed
   */
  public RemoteStream<T> remoteStreaming(Duration timeout) {
    return channel.stream(request.withTimeout(timeout));
  }

  /**
   * The stream as a cold publisher: each subscriber starts one call, and what it requests is what
   * the server may send. Signals come on the client's callback executor.
   *
   * @return the publisher
   */
  public Flow.Publisher<T> remotePublisher() {
    return publisher(request);
  }

  /**
   * Returns the stream as a cold publisher, as {@link #remotePublisher()} does, whose calls have a
   * timeout. It is measured from each subscription.
   *
   * @param timeout the time of the whole stream, not of the gap between items; greater than zero
   * @return the publisher
   */
  public Flow.Publisher<T> remotePublisher(Duration timeout) {
    return publisher(request.withTimeout(timeout));
  }

  private Flow.Publisher<T> publisher(RpcRequest<T> each) {
    return subscriber -> channel.subscribe(each, subscriber);
  }

  /**
   * The same call with a timeout.
   *
   * @param timeout the time of the whole stream; greater than zero
   * @return the changed copy
   * @throws IllegalArgumentException if it is not
   */
  public RemoteStreamingCall<T> withTimeout(Duration timeout) {
    return new RemoteStreamingCall<>(channel, request.withTimeout(timeout));
  }

  /**
   * Returns the same call with string metadata added.
   *
   * @param key the name; an earlier value of that name is replaced
   * @param value the value
   * @return the changed copy
   */
  public RemoteStreamingCall<T> withMetadata(String key, String value) {
    return new RemoteStreamingCall<>(channel, request.withMetadata(key, value));
  }

  /**
   * Returns the same call with a key: calls with the same key go to the same server as long as that
   * is ready, and reach it in the order in which one thread makes them.
   *
   * @param key any text, such as the id of a customer
   * @return the changed copy
   */
  public RemoteStreamingCall<T> withKey(String key) {
    return new RemoteStreamingCall<>(channel, request.withKey(key));
  }

  /**
   * Returns the same call, which waits for a connection if there is none, or fails immediately with
   * an {@link RpcUnavailableException}. Unless this is set, the client decides; by default it
   * waits.
   *
   * @param wait whether the call waits
   * @return the changed copy
   */
  public RemoteStreamingCall<T> waitForConnection(boolean wait) {
    return new RemoteStreamingCall<>(channel, request.waitForConnection(wait));
  }

  @Override
  public String toString() {
    return "RemoteStreamingCall[" + request.method().displayName() + ']';
  }
}
