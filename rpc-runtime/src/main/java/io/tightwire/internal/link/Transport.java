package io.tightwire.internal.link;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The connections of a link, as its loop drives them. Confined to the loop thread. */
public interface Transport {

  /** Starts to connect, or prepares to listen. Called once, before every other method. */
  void open() throws IOException;

  /** Returns the engine of its sockets, always the same; null if it has none. */
  @Nullable SocketEngine engine();

  /**
   * Delivers messages to the agent.
   *
   * @return the number of messages, at most {@code limit}
   */
  int receive(int limit, long now) throws IOException;

  /**
   * Handles timers that are due: connects, and closes connections that took too long.
   *
   * @return the latest time to call it again
   */
  long tick(long now) throws IOException;

  /** Disconnects all peers. */
  void disconnectAll(DisconnectReason reason);

  /** Closes the sockets, which may go on writing for {@code lingerNanos}. */
  void close(long lingerNanos) throws IOException;
}
