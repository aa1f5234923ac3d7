package io.tightwire.internal.link;

import io.tightwire.internal.flow.Timed;
import java.io.IOException;

/**
 * One endpoint at which a server listens, and the connections that were accepted there. Confined to
 * the loop thread.
 */
public interface ServerPort {

  /** Returns the endpoint at which it listens, with the system's choices. */
  Endpoint endpoint();

  /** Begins to read messages. */
  void startReading() throws IOException;

  /**
   * Delivers messages to the agent.
   *
   * @return the number of messages, at most {@code limit}
   */
  int receive(int limit, long now);

  /**
   * Handles timers that are due.
   *
   * @return the latest time to call it again
   */
  default long tick(long now) {
    return Timed.NEVER;
  }

  /** Disconnects all peers. */
  void disconnectAll(DisconnectReason reason);

  /** Ends the connections of peers whose keys are not allowed any more. */
  default void reviewKeys() {}

  /** Stops listening; connections are kept. */
  void stopAccepting() throws IOException;

  /** Closes it, with its connections, which may go on writing for {@code lingerNanos}. */
  void close(long lingerNanos) throws IOException;
}
