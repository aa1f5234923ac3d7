package io.tightwire;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An open call that sends a stream and has one result. {@link RemoteUpload} has an example. To be
 * closed: closing it before {@link #complete} cancels the call.
 *
 * <p>Thread-safe.
 *
 * @param <T> the type of the items
 * @param <R> the type of the result; {@code Void} for methods that return nothing
 */
public interface OpenUpload<T, R extends @Nullable Object> extends ItemSender<T>, AutoCloseable {

  /**
   * Waits for the result. The handler may return it before the stream of items is complete.
   *
   * @return the result
   * @throws RpcException if the call failed: see its subclasses
   */
  R result();

  /**
   * Waits for the result, no longer than a timeout. The call goes on after that.
   *
   * @param timeout greater than zero
   * @return the result
   * @throws RpcTimeoutException if there is none in time; the call is cancelled only if its own
   *     time is over
   * @throws RpcException if the call failed: see its subclasses
   */
  R result(Duration timeout);

  /**
   * Returns the result that comes later. Cancelling the future cancels the call.
   *
   * @return completed on the client's callback executor; the same each time
   */
  CompletableFuture<R> resultAsync();

  /**
   * Cancels the call if {@link #complete} was not called and there is no result yet. Never blocks.
   */
  @Override
  void close();
}
