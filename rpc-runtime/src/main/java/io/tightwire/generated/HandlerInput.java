package io.tightwire.generated;

import io.tightwire.codec.Codec;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stream that the caller of a method sends. Generated skeletons turn it into the last argument
 * of the implementation, by one of these methods, called once. Nothing is asked of the caller until
 * the implementation asks for an item.
 *
 * <p>Confined to the handler thread that prepares the call.
 */
public interface HandlerInput {

  /** The input of calls that send no stream. Its methods throw. */
  HandlerInput NONE =
      new HandlerInput() {
        @Override
        public <T extends @Nullable Object> Stream<T> stream(Codec<T> codec) {
          throw new IllegalStateException("The method takes no stream");
        }

        @Override
        public <T> Flow.Publisher<T> publisher(Codec<T> codec) {
          throw new IllegalStateException("The method takes no stream");
        }
      };

  /**
   * Returns the items as a stream, whose reader waits for each. Closing it tells the caller that no
   * more is read.
   *
   * @param codec decodes an item
   * @param <T> the type of the items
   * @return read by one thread at a time
   */
  <T extends @Nullable Object> Stream<T> stream(Codec<T> codec);

  /**
   * Returns the items as a publisher, for one subscriber, whose signals run on the call's lane.
   * Cancelling the subscription tells the caller that no more is read.
   *
   * @param codec decodes an item
   * @param <T> the type of the items
   * @return the publisher
   */
  <T> Flow.Publisher<T> publisher(Codec<T> codec);
}
