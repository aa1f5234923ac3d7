package io.tightwire.internal.link;

import java.io.IOException;

/**
 * A task of the loop thread, which calls exactly one of the methods. Confined to the loop thread.
 */
interface LoopTask {

  void run(long now) throws IOException;

  /** Called if the loop has ended. */
  void cancel();
}
