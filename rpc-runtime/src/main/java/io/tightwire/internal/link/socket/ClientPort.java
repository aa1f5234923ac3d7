package io.tightwire.internal.link.socket;

import io.tightwire.internal.link.Connection;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.MessageSink;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A client's side of one connection, which speaks ZMTP over a channel that was connected. Confined
 * to the loop thread.
 */
public interface ClientPort extends MessageSink {

  /**
   * Gives the port its connection. Called once, before every other method but {@link #close}.
   *
   * @param channel open and connected; belongs to the port from now on, also if this fails
   */
  void attach(SocketChannel channel) throws IOException;

  /**
   * Delivers messages to the connection, until that is disconnected.
   *
   * @return the number of messages, about {@code limit} at most
   */
  int receive(Connection connection, int limit, long now) throws IOException;

  /** Returns whether the server has shown that it speaks the protocol. */
  boolean isGreeted();

  /** Returns whether the server has said that it does not accept this client. */
  boolean isRefused();

  /** Returns whether the connection is lost; there may still be messages to deliver. */
  boolean isLost();

  /** Returns whether the connection is lost, and all of its messages were delivered. */
  boolean isDrained();

  /** Returns why this side ended the connection; null if it did not. */
  @Nullable DisconnectReason ended();

  /** Returns whether a message ever came. */
  boolean hasReceivedMessage();

  /** Closes the port, which may go on writing for {@code lingerNanos}. */
  void close(long lingerNanos) throws IOException;
}
