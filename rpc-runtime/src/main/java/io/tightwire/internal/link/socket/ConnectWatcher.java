package io.tightwire.internal.link.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Watches connects that have begun. Confined to the loop thread. */
@FunctionalInterface
public interface ConnectWatcher {

  /**
   * Runs {@code onReady} on the loop thread when the connect has succeeded or failed.
   *
   * @param channel in non-blocking mode
   */
  void watchConnect(SocketChannel channel, Runnable onReady) throws IOException;
}
