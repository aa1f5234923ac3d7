package io.tightwire.internal.link.socket;

import io.tightwire.internal.link.SocketEngine;
import java.io.IOException;

/** Creates the ports of one client, all on one engine. Confined to the loop thread. */
public interface ClientPorts extends ConnectWatcher {

  /** Creates a port without a connection. */
  ClientPort create() throws IOException;

  /** Returns what moves the bytes. */
  SocketEngine engine();

  /** Returns whether connects can be watched: not until the loop is where the engine wants it. */
  boolean canConnect();
}
