package io.tightwire.internal.link;

import java.io.IOException;

/**
 * Where a loop waits for its sockets on its own thread. {@link #wake()} is thread-safe; the rest is
 * confined to the loop thread.
 */
public interface Poller {

  /**
   * Asks which sockets are ready, without waiting. Called by one thread at a time.
   *
   * @return whether there is something to read, to write or to accept
   */
  boolean poll() throws IOException;

  /** Tells the channels that were found ready. Called by the thread that runs a pass. */
  void dispatch();

  /**
   * Waits until a socket is ready or the loop is woken.
   *
   * @param nanos the longest time; {@link Long#MAX_VALUE} for no limit
   */
  void await(long nanos) throws IOException;

  /** Ends the wait that is under way, or the next one. */
  void wake();

  /**
   * Returns whether a part of a large message was read since the last call, and not its last one.
   * Called by the thread that runs a pass.
   */
  default boolean takePart() {
    return false;
  }
}
