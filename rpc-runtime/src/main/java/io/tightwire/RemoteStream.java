package io.tightwire;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The items of a streaming call, in order, each read once. Whoever stops reading stops the
 * producer: both sides hold a bounded number of items. Closing before the end cancels the call on
 * the server.
 *
 * <p>A stream that nobody holds any more is closed when that is found out, with a warning in the
 * log.
 *
 * <p>To be read by one thread at a time; {@link #close()} may be called by any.
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
