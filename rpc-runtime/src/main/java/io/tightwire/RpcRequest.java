package io.tightwire;

import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call that a stub asks its channel to make: which method, with what, and how long it may take.
 * Immutable as far as the arguments are; they are encoded each time a call is made of it.
 *
 * @param method the method
 * @param arguments writes the arguments
 * @param timeout how long the call may take, from the moment it is made; null: as long as the
 *     method or the channel say
 * @param metadata texts that travel with the call
 * @param <T> the type of the result, or of the stream's items
 */
public record RpcRequest<T extends @Nullable Object>(
    MethodDescriptor<T> method,
    ArgumentsWriter arguments,
    @Nullable Duration timeout,
    Map<String, String> metadata) {

  /**
   * Checks the timeout and copies the metadata.
   *
   * @param method the method
   * @param arguments writes the arguments
   * @param timeout greater than zero, or null
   * @param metadata texts that travel with the call
   * @throws IllegalArgumentException if the timeout is zero or negative
   */
  public RpcRequest {
    if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
      throw new IllegalArgumentException(
          "The timeout of " + method.displayName() + " must be greater than zero, not " + timeout);
    }
    metadata = Map.copyOf(metadata);
  }

  /**
   * With another timeout.
   *
   * @param value greater than zero
   * @return the changed copy
   */
  public RpcRequest<T> withTimeout(Duration value) {
    return new RpcRequest<>(method, arguments, Objects.requireNonNull(value, "timeout"), metadata);
  }

  /**
   * With one more text to travel with the call.
   *
   * @param key its name; an earlier text of that name is replaced
   * @param value the text
   * @return the changed copy
   */
  public RpcRequest<T> withMetadata(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(metadata);
    more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return new RpcRequest<>(method, arguments, timeout, more);
  }
}
