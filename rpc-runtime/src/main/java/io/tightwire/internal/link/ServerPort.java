package io.tightwire.internal.link;

import io.tightwire.internal.flow.Timed;
import java.io.IOException;

/**
 * One endpoint that a server listens at, and those who came in there. Confined to the loop thread.
 */
interface ServerPort {

  /** Where it listens, nothing left open. */
  Endpoint endpoint();

  /** From now on its messages wake the loop. */
  void watch() throws IOException;

  /**
   * Hands messages to the agent.
   *
   * @return how many, at most {@code limit}
   */
  int receive(int limit, long now);

  /**
   * Does what is due.
   *
   * @return when to be called again at the latest
   */
  default long tick(long now) {
    return Timed.NEVER;
  }

  /** Everybody is gone. */
  void disconnectAll(String reason);

  /** Ends the connections of those whose keys are not allowed any more. */
  default void reviewKeys() {}

  /** Listens no longer; the connections stay. */
  void stopAccepting() throws IOException;

  void close(long lingerNanos) throws IOException;
}
