package io.tightwire.generated;

import io.tightwire.codec.Codec;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stream that a call sends: where its items come from, and how they are encoded. Generated
 * stubs create it from the last argument of methods that take a stream.
 *
 * <p>Thread-safe, as far as the stream or publisher is.
 *
 * @param <T> the type of the items
 */
public final class CallInput<T extends @Nullable Object> {

  private final Codec<T> codec;
  private final @Nullable Stream<? extends T> stream;
  private final Flow.@Nullable Publisher<? extends T> publisher;
  private final AtomicBoolean used = new AtomicBoolean();

  private CallInput(
      Codec<T> codec,
      @Nullable Stream<? extends T> stream,
      Flow.@Nullable Publisher<? extends T> publisher) {
    this.codec = Objects.requireNonNull(codec, "codec");
    this.stream = stream;
    this.publisher = publisher;
  }

  /**
   * Returns input whose items are pulled as the server takes them. It serves one call, as a stream
   * can be read once.
   *
   * @param codec encodes an item
   * @param stream closed at the end of the call, also if no item is asked for
   * @param <T> the type of the items
   * @return the input
   */
  public static <T extends @Nullable Object> CallInput<T> pulled(
      Codec<T> codec, Stream<? extends T> stream) {
    return new CallInput<>(codec, Objects.requireNonNull(stream, "stream"), null);
  }

  /**
   * Returns input whose items are published as the server takes them. Each call subscribes.
   *
   * @param codec encodes an item
   * @param publisher asked for as many items as the server takes
   * @param <T> the type of the items
   * @return the input
   */
  public static <T extends @Nullable Object> CallInput<T> published(
      Codec<T> codec, Flow.Publisher<? extends T> publisher) {
    return new CallInput<>(codec, null, Objects.requireNonNull(publisher, "publisher"));
  }

  /**
   * Returns what encodes an item.
   *
   * @return the codec
   */
  public Codec<T> codec() {
    return codec;
  }

  /**
   * Returns the stream whose items are pulled.
   *
   * @return the stream; null if there is a publisher
   */
  public @Nullable Stream<? extends T> stream() {
    return stream;
  }

  /**
   * Returns the publisher of the items.
   *
   * @return the publisher; null if there is a stream
   */
  public Flow.@Nullable Publisher<? extends T> publisher() {
    return publisher;
  }

  /**
   * Takes the input for a call.
   *
   * @return false if its stream was taken for another call, and can't be read again
   */
  public boolean take() {
    return stream == null || used.compareAndSet(false, true);
  }
}
