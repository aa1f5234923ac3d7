package io.tightwire;

import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.CallInput;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call that a stub asks its channel to make: the method, the arguments, the time that it may
 * take, and its metadata. The arguments are encoded each time a call is made of the request.
 *
 * <p>Immutable, as far as the arguments are.
 *
 * @param <T> the type of the result, or of the stream's items
 */
public final class RpcRequest<T extends @Nullable Object> {

  private final MethodDescriptor<T> method;
  private final ArgumentsWriter arguments;
  private final @Nullable Duration timeout;
  private final Map<String, String> metadata;
  private final @Nullable String key;
  private final @Nullable Boolean waits;
  private final @Nullable CallInput<?> input;

  private RpcRequest(
      MethodDescriptor<T> method,
      ArgumentsWriter arguments,
      @Nullable Duration timeout,
      Map<String, String> metadata,
      @Nullable String key,
      @Nullable Boolean waits,
      @Nullable CallInput<?> input) {
    this.method = method;
    this.arguments = arguments;
    this.timeout = timeout;
    this.metadata = metadata;
    this.key = key;
    this.waits = waits;
    this.input = input;
  }

  /**
   * Returns a request without its own timeout and without metadata.
   *
   * @param method the method
   * @param arguments writes the arguments
   * @param <T> the type of the result, or of the stream's items
   * @return the request
   */
  public static <T extends @Nullable Object> RpcRequest<T> of(
      MethodDescriptor<T> method, ArgumentsWriter arguments) {
    return new RpcRequest<>(
        Objects.requireNonNull(method, "method"),
        Objects.requireNonNull(arguments, "arguments"),
        null,
        Map.of(),
        null,
        null,
        null);
  }

  /**
   * Returns the method that is called.
   *
   * @return the method
   */
  public MethodDescriptor<T> method() {
    return method;
  }

  /**
   * Returns what writes the arguments.
   *
   * @return the writer
   */
  public ArgumentsWriter arguments() {
    return arguments;
  }

  /**
   * Returns how long the call may take, from the moment it is made.
   *
   * @return the time; empty if the method or the channel decide
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * Returns the string metadata of the call.
   *
   * @return an immutable map
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Returns the same request with another timeout.
   *
   * @param value greater than zero
   * @return the changed copy
   * @throws IllegalArgumentException if it is not
   */
  public RpcRequest<T> withTimeout(Duration value) {
    Objects.requireNonNull(value, "timeout");
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          "The timeout of " + method.displayName() + " must be greater than zero, not " + value);
    }
    return new RpcRequest<>(method, arguments, value, metadata, key, waits, input);
  }

  /**
   * Returns the same request with one more entry of metadata.
   *
   * @param key its name; an earlier value of that name is replaced
   * @param value the value
   * @return the changed copy
   */
  public RpcRequest<T> withMetadata(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(metadata);
    more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return new RpcRequest<>(method, arguments, timeout, Map.copyOf(more), key, waits, input);
  }

  /**
   * Returns the key by which a server is chosen: calls with the same key go to the same server.
   *
   * @return the key; empty if any server will do
   */
  public Optional<String> key() {
    return Optional.ofNullable(key);
  }

  /**
   * Returns the same request with another key.
   *
   * @param value the key
   * @return the changed copy
   */
  public RpcRequest<T> withKey(String value) {
    return new RpcRequest<>(
        method, arguments, timeout, metadata, Objects.requireNonNull(value, "key"), waits, input);
  }

  /**
   * Returns whether the call waits for a connection if there is none.
   *
   * @return empty if the channel decides
   */
  public Optional<Boolean> waitsForConnection() {
    return Optional.ofNullable(waits);
  }

  /**
   * Returns the same request, which waits for a connection or fails immediately without one.
   *
   * @param value whether it waits
   * @return the changed copy
   */
  public RpcRequest<T> waitForConnection(boolean value) {
    return new RpcRequest<>(method, arguments, timeout, metadata, key, value, input);
  }

  /**
   * Returns the stream that the call sends.
   *
   * @return the input; empty if the method takes no stream, or the call is opened to send items one
   *     by one
   */
  public Optional<CallInput<?>> input() {
    return Optional.ofNullable(input);
  }

  /**
   * Returns the same request, which sends a stream.
   *
   * @param value where its items come from
   * @return the changed copy
   * @throws IllegalArgumentException if the method takes no stream
   */
  public RpcRequest<T> withInput(CallInput<?> value) {
    if (!method.takesStream()) {
      throw new IllegalArgumentException(method.displayName() + " takes no stream");
    }
    return new RpcRequest<>(
        method, arguments, timeout, metadata, key, waits, Objects.requireNonNull(value, "input"));
  }

  @Override
  public String toString() {
    return "RpcRequest[" + method.displayName() + ']';
  }
}
