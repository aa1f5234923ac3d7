package io.tightwire.internal.link;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Moves the bytes of a transport's sockets: a ZMTP library with its threads. Confined to the loop
 * thread, but for {@link #terminate}.
 */
public interface SocketEngine {

  /**
   * Returns the thread to which the loop should move after the current pass.
   *
   * @return the thread; null as long as the loop should run on its own thread
   */
  @Nullable LoopHost host();

  /** Returns what the loop waits on while it is on its own thread; null if it is to park. */
  default @Nullable Poller poller() {
    return null;
  }

  /** Clears the effects of an interrupt of the loop's thread. Called before each pass. */
  void clearInterrupt();

  /**
   * Ends the engine's threads and waits for them. Called by the loop's own thread, after the
   * transport was closed.
   *
   * @param broken whether a thread of the engine has died, so that it can't be ended properly
   */
  void terminate(boolean broken) throws IOException;
}
