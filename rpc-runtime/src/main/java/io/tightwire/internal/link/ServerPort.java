package io.tightwire.internal.link;

import io.tightwire.internal.flow.Timed;
import java.io.IOException;

/**
 * One endpoint at which a server listens, and the connections that were accepted there. Confined to
 * the loop thread.
 */
public interface ServerPort {

  /** Returns where it listens, with all that the system chose. */
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
   * Does what is due.
   *
   * @return when to be called again at the latest
   */
  default long tick(long now) {
    return Timed.NEVER;
  }

  /** Disconnects all peers. */
  void disconnectAll(DisconnectReason reason);

  /** Ends the connections of peers whose keys are not allowed any more. */
  default void reviewKeys() {}

  /** Stops to listen; the connections stay. */
  void stopAccepting() throws IOException;

  /** Closes it, with its connections, which may go on writing for {@code lingerNanos}. */
  void close(long lingerNanos) throws IOException;
}
