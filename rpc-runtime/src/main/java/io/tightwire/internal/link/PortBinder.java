package io.tightwire.internal.link;

import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Binds a server's sockets, and has their shared parts. Confined to the loop thread. */
public interface PortBinder {

  /**
   * Listens at an endpoint.
   *
   * @param host the address of its host; null if it has none
   * @throws IOException if the endpoint can't be bound, with the reason and the fix
   */
  ServerPort bind(Endpoint wanted, @Nullable InetAddress host) throws IOException;

  /** Returns the engine of the sockets. */
  SocketEngine engine();

  /** Handles requests that are about new connections. Called before messages are received. */
  void receive() throws IOException;

  /**
   * Handles timers that are due.
   *
   * @return the latest time to call it again
   */
  long tick(long now);

  /** Closes the shared parts. Called after the sockets were closed. */
  void close() throws IOException;
}
