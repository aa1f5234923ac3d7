package io.tightwire.testing;

import io.tightwire.RpcClient;
import io.tightwire.ServerStatus;
import java.time.Duration;

/**
 * A client, and the proxy between it and one of its servers. Thread-safe.
 *
 * @param proxy between client and server
 * @param client connected to the proxy
 */
record ProxiedClient(FaultProxy proxy, RpcClient client) {

  private static final long LONGEST_WAIT = Duration.ofSeconds(10).toNanos();

  /**
   * Cuts the connection now, and waits until the client knows it. All calls that were made before
   * this method lose their connection, and no call that is made after it.
   */
  void cut(String why) {
    flush();
    long before = proxy.connections();
    proxy.cut(why);
    long start = System.nanoTime();
    while (believesToBeConnected()
        && proxy.connections() == before
        && System.nanoTime() - start < LONGEST_WAIT) {
      Thread.onSpinWait();
    }
  }

  private boolean believesToBeConnected() {
    return client.servers().stream()
        .anyMatch(
            server ->
                server.endpoint().equals(proxy.endpoint())
                    && server.state() != ServerStatus.State.CONNECTING);
  }

  /** Forwards all delayed requests, except those whose calls were cancelled or timed out before. */
  void release() {
    flush();
    proxy.release();
  }

  /** Waits until all frames of calls that were made or cancelled before have reached the proxy. */
  private void flush() {
    var unused = client.servers(); // its loop responds after it has sent those calls
    proxy.awaitMark();
  }
}
