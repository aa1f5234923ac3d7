package io.tightwire.internal.link;

import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Binds a server's sockets, and does what they have in common. Confined to the loop thread. */
public interface PortBinder {

  /**
   * Listens at an endpoint.
   *
   * @param host the address of its host; null if it has none
   * @throws IOException if the endpoint can't be bound, with why and what to do about it
   */
  ServerPort bind(Endpoint wanted, @Nullable InetAddress host) throws IOException;

  /** Returns what moves the bytes of the sockets. */
  SocketEngine engine();

  /** Handles requests that are about new connections. Called before messages are received. */
  void receive();

  /**
   * Does what is due.
   *
   * @return when to be called again at the latest
   */
  long tick(long now);

  /** Closes what the sockets had in common. Called after they were closed. */
  void close() throws IOException;
}
