package io.tightwire;

import io.tightwire.codec.Codec;
import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of a remote method that takes a stream and responds with another, ready to be opened.
 * Nothing is sent until then; each {@link #open} makes a new call, whose time is measured from that
 * moment.
 *
 * <p>Callers who have a {@code Stream} or {@code Flow.Publisher} pass that to the stub, and get a
 * {@link RemoteStreamingCall}.
 *
 * <p>Immutable and thread-safe, as far as the arguments are: they are encoded when a call is made.
 *
 * @param <T> the type of the items that are sent
 * @param <R> the type of the items that are received
 */
public final class RemoteDuplex<T, R extends @Nullable Object> {

  private final RpcChannel channel;
  private final RpcRequest<R> request;
  private final Codec<T> items;

  private RemoteDuplex(RpcChannel channel, RpcRequest<R> request, Codec<T> items) {
    this.channel = channel;
    this.request = request;
    this.items = items;
  }

  /**
   * Creates a call that can be opened. Generated stubs call this, and hand-written ones can.
   *
   * @param channel what the call will go through
   * @param method the method
   * @param items encodes an item
   * @param arguments writes the arguments, without the stream
   * @param <T> the type of the items that are sent
   * @param <R> the type of the items that are received
   * @return the call
   */
  public static <T, R extends @Nullable Object> RemoteDuplex<T, R> of(
      RpcChannel channel, MethodDescriptor<R> method, Codec<T> items, ArgumentsWriter arguments) {
    return new RemoteDuplex<>(
        channel, RpcRequest.of(method, arguments), Objects.requireNonNull(items, "items"));
  }

  /**
   * Makes the call. Items can be sent immediately; they leave when the handler asks for some.
   *
   * @return the open call, to be closed
   * @throws RpcException if the call can't be made
   */
  public OpenDuplex<T, R> open() {
    return channel.duplex(request, items);
  }

  /**
   * Returns the same call with a timeout.
   *
   * @param timeout the time of the whole call; greater than zero
   * @return the changed copy
   * @throws IllegalArgumentException if it is not
   */
  public RemoteDuplex<T, R> withTimeout(Duration timeout) {
    return new RemoteDuplex<>(channel, request.withTimeout(timeout), items);
  }

  /**
   * Returns the same call with string metadata added.
   *
   * @param key the name; an earlier value of that name is replaced
   * @param value the value
   * @return the changed copy
   */
  public RemoteDuplex<T, R> withMetadata(String key, String value) {
    return new RemoteDuplex<>(channel, request.withMetadata(key, value), items);
  }

  /**
   * Returns the same call with a key: calls with the same key go to the same server as long as that
   * is ready, and reach it in the order in which one thread makes them.
   *
   * @param key any text, such as the id of a customer
   * @return the changed copy
   */
  public RemoteDuplex<T, R> withKey(String key) {
    return new RemoteDuplex<>(channel, request.withKey(key), items);
  }

  /**
   * Returns the same call, which waits for a connection if there is none, or fails immediately with
   * an {@link RpcUnavailableException}. Unless this is set, the client decides; by default it
   * waits.
   *
   * @param wait whether the call waits
   * @return the changed copy
   */
  public RemoteDuplex<T, R> waitForConnection(boolean wait) {
    return new RemoteDuplex<>(channel, request.waitForConnection(wait), items);
  }

  @Override
  public String toString() {
    return "RemoteDuplex[" + request.method().displayName() + ']';
  }
}
