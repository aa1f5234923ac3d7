package io.tightwire.internal.client;

import java.util.concurrent.Executor;

/**
 * Runs callbacks of one client on the user's executor, or on the client's own threads if that one
 * refuses. Does not refer to the client, so that a forgotten client can be collected.
 *
 * <p>Thread-safe.
 */
public final class CallbackDispatcher {

  private final Executor callbacks;
  private final Executor spare;
  private final ClientRuntime.CommandSink loop;

  /**
   * Creates a dispatcher.
   *
   * @param callbacks runs user callbacks
   * @param spare runs those that {@code callbacks} refuses
   * @param loop posts to the loop, which retries those that no executor takes
   */
  public CallbackDispatcher(Executor callbacks, Executor spare, ClientRuntime.CommandSink loop) {
    this.callbacks = callbacks;
    this.spare = spare;
    this.loop = loop;
  }

  /**
   * Runs a callback on another thread, since the calling one is the loop's. If there is no thread
   * for it, not even a spare one, that is tried again until there is one. Once the loop has ended,
   * the calling thread is used.
   */
  void dispatch(Callback callback) {
    if (!tryExecute(callbacks, callback) && !tryExecute(spare, callback) && !postRetry(callback)) {
      callback.run();
    }
  }

  private static boolean tryExecute(Executor executor, Callback callback) {
    try {
      executor.execute(callback);
      return true;
    } catch (Throwable e) { // shut down by the user, or no memory for one more thread
      return false;
    }
  }

  private boolean postRetry(Callback callback) {
    try {
      return loop.post((core, now) -> core.retryCallback(() -> dispatch(callback), now));
    } catch (Throwable e) { // out of memory
      return false;
    }
  }
}
