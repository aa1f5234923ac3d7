package io.tightwire.internal.link.socket;

import io.tightwire.internal.link.SocketEngine;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Creates the ports of one client, all on one engine. Confined to the loop thread. */
public interface ClientPorts extends ConnectWatcher {

  /** Creates a port without a connection. */
  ClientPort create() throws IOException;

  /** Returns the public key that servers must prove to have, in Z85; null without encryption. */
  default @Nullable String serverKey() {
    return null;
  }

  /**
   * Returns the same ports, for a server that must prove to have this key.
   *
   * @throws IllegalStateException if there is no encryption
   */
  default ClientPorts withServerKey(String key) {
    throw new IllegalStateException("No server has a key where connections are not encrypted");
  }

  /** Returns what moves the bytes. */
  SocketEngine engine();

  /** Returns whether connects can be watched: not until the loop is where the engine wants it. */
  boolean canConnect();
}
