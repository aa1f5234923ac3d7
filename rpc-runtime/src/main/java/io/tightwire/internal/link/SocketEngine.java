package io.tightwire.internal.link;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What moves the bytes of a transport's sockets: a ZMTP library with its threads. Confined to the
 * loop thread, but for {@link #terminate}.
 */
public interface SocketEngine {

  /**
   * Returns the thread that the loop should move to, which it does after the pass that is under
   * way.
   *
   * @return null as long as the loop should stay on its own thread
   */
  @Nullable LoopHost host();

  /** Clears what an interrupt of the loop's thread left behind. Called before each pass. */
  void clearInterrupt();

  /**
   * Ends the engine's threads and waits for them. Called by the loop's own thread, after the
   * transport was closed.
   *
   * @param broken whether a thread of the engine has died, so that it can't be ended properly
   */
  void terminate(boolean broken) throws IOException;
}
