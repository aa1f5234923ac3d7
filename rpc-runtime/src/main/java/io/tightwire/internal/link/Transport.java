package io.tightwire.internal.link;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The connections of a link, as its loop drives them. Confined to the loop thread. */
public interface Transport {

  /** Begins to connect, or gets ready to listen. Called once, before every other method. */
  void open() throws IOException;

  /** Returns what moves the bytes of its sockets; null if it has none. Always the same. */
  @Nullable SocketEngine engine();

  /**
   * Delivers messages to the agent.
   *
   * @return the number of messages, at most {@code limit}
   */
  int receive(int limit, long now) throws IOException;

  /**
   * Does what is due: connects, closes what took too long.
   *
   * @return when to be called again at the latest
   */
  long tick(long now) throws IOException;

  /** Disconnects all peers. */
  void disconnectAll(DisconnectReason reason);

  /** Closes the sockets, which may go on writing for {@code lingerNanos}. */
  void close(long lingerNanos) throws IOException;
}
