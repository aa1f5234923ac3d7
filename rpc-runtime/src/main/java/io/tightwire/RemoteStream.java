package io.tightwire;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The items of a streaming call, in order; each can be read once. Flow control stops the producer
 * when the reader stops: both sides hold a bounded number of items and bytes. Closing the stream
 * before its end cancels the call on the server.
 *
 * <pre>{@code
 * try (RemoteStream<Integer> squares = calculator.squares(10).remoteStreaming()) {
 *   for (int square : squares) {
 *     System.out.println(square);
 *   }
 * }
 * }</pre>
 *
 * <p>A stream without a reference to it is closed when the garbage collector finds it, with a
 * warning in the log.
 *
 * <p>One thread at a time may read; {@link #close()} may be called by any thread.
 *
 * @param <T> the type of the items
 */
@SuppressWarnings("IterableAndIterator") // read once, and says so: the second iterator() throws
public interface RemoteStream<T extends @Nullable Object>
    extends Iterator<T>, Iterable<T>, AutoCloseable {

  /**
   * Whether there is another item; waits until that is known.
   *
   * @return false at the end of the stream, and after {@link #close()}
   * @throws RpcStreamingException if the stream broke; the items before it were delivered
   * @throws RpcTimeoutException if the stream's time is over
   */
  @Override
  boolean hasNext();

  /**
   * The next item; waits for it.
   *
   * @return the item
   * @throws NoSuchElementException at the end of the stream, and after {@link #close()}
   * @throws RpcStreamingException if the stream broke; the items before it were delivered
   * @throws RpcTimeoutException if the stream's time is over
   */
  @Override
  T next();

  /**
   * This stream, for a {@code for} loop.
   *
   * @return this
   * @throws IllegalStateException if called before: a stream is read once
   */
  @Override
  Iterator<T> iterator();

  /** Ends the stream; before its end, cancels the call on the server. Never blocks. */
  @Override
  void close();
}
