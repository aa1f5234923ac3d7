package io.tightwire.internal.link;

import java.io.IOException;

/** Something to be done by the loop thread, which calls exactly one of these. */
interface LoopTask {

  void run(long now) throws IOException;

  /** The loop is over. */
  void cancel();
}
