package io.tightwire.internal.link;

import java.io.IOException;

/** The connections of a link, as its loop drives them. Confined to the loop thread. */
interface Transport {

  void open(Sockets sockets) throws IOException;

  /**
   * Hands messages to the agent.
   *
   * @return how many, at most {@code limit}
   */
  int receive(int limit, long now) throws IOException;

  /**
   * Does what is due: connects, gives up.
   *
   * @return when to be called again at the latest
   */
  long tick(long now) throws IOException;

  /** Everybody is gone. */
  void disconnectAll(String reason);

  /** Closes the sockets. */
  void close(long lingerNanos) throws IOException;
}
