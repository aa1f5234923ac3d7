package io.tightwire.internal.link;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A loop as {@link LoopSharing} sees it. {@link #run}, {@link #isOver} and {@link
 * #callersMayDrive()} are called by one thread at a time; the rest is thread-safe.
 */
interface SharedLoop {

  /** Does all work that is there, without waiting. */
  PassResult run() throws IOException;

  /**
   * Returns whether the last pass was the last one.
   *
   * @throws IllegalStateException if the loop is broken
   */
  boolean isOver(long now);

  /** Returns whether all open calls are those of threads that wait, and everything was sent. */
  boolean callersMayDrive();

  /** Returns whether there is something for a pass. */
  boolean hasWork();

  /** Returns whether a thread should spin before it waits. */
  boolean shouldSpin();

  /** Returns when the next pass is due; {@link Long#MAX_VALUE} for no matter when. */
  long dueAt();

  /** Returns what the loop waits on; null if there is nothing yet. */
  @Nullable Poller poller();

  /**
   * Asks which sockets are ready, without waiting. Called by the one thread that waits for them,
   * also between two passes that both have work: else it would never read.
   */
  default boolean poll() throws IOException {
    Poller poller = poller();
    return poller != null && poller.poll();
  }
}
