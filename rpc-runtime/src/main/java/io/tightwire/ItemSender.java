package io.tightwire;

import java.time.Duration;

/**
 * The sending side of an open call: what its caller sends, item by item. Flow control stops the
 * sender when the handler does not read: {@link #send} then waits, and {@link #trySend(Object)}
 * returns false.
 *
 * <p>Once the handler reads no more, or has responded, items have no receiver: {@link #wantsMore}
 * returns false, and what is sent is dropped silently. Once the call has failed, sending throws.
 *
 * <p>Thread-safe; items that several threads send are in some order.
 *
 * @param <T> the type of the items
 */
public interface ItemSender<T> {

  /**
   * Sends an item, and waits until there is credit for it.
   *
   * @param item the item
   * @throws RpcStreamingException if the call has failed; the cause says how
   * @throws RpcTimeoutException if the call's time is over
   * @throws RpcCancelledException if the call was cancelled, or its client closed
   * @throws RpcProtocolException if the item can't be encoded, or is larger than the server takes;
   *     the call is cancelled
   * @throws IllegalStateException after {@link #complete}, in an inline handler, and in a callback
   *     on a client's own thread, which must not wait
   * @throws InterruptedException if the thread is interrupted; the call goes on, and the item is
   *     not sent
   */
  void send(T item) throws InterruptedException;

  /**
   * Sends an item if there is credit for it.
   *
   * @param item the item
   * @return whether it was sent, or dropped as {@link #wantsMore} explains; false if there is no
   *     credit now
   * @throws RpcException as {@link #send} does
   * @throws IllegalStateException after {@link #complete}
   */
  boolean trySend(T item);

  /**
   * Sends an item if there is credit for it in time.
   *
   * @param item the item
   * @param patience how long to wait; not negative
   * @return whether it was sent, or dropped as {@link #wantsMore} explains; false if there was no
   *     credit
   * @throws RpcException as {@link #send} does
   * @throws IllegalStateException as {@link #send} does
   * @throws InterruptedException if the thread is interrupted; the item is not sent
   */
  boolean trySend(T item, Duration patience) throws InterruptedException;

  /** Ends the stream of items; the call goes on until its response. Later calls do nothing. */
  void complete();

  /**
   * Cancels the call: its handler's stream fails, and so does the result.
   *
   * @param reason what went wrong; the handler is told its text
   */
  void fail(Throwable reason);

  /**
   * Returns whether the handler may read more items. It may not once it has closed its stream, or
   * the call is over.
   *
   * @return whether sending is of use
   */
  boolean wantsMore();
}
