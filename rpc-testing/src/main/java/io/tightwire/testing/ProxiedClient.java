package io.tightwire.testing;

import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcTimeoutException;

/**
 * A client, and the proxy between it and the server. Thread-safe.
 *
 * @param proxy between client and server
 * @param client connected to the proxy
 */
record ProxiedClient(FaultProxy proxy, RpcClient client) implements AutoCloseable {

  /** Cuts the connection now. All calls that were made before this method lose their connection. */
  synchronized void cut(String why) {
    proxy.cutAtShutdown(why);
    proxy.waitNoLonger(markIsLate());
  }

  /** Forwards all delayed requests, except those whose calls were cancelled or timed out before. */
  synchronized void release() {
    proxy.releaseAtShutdown();
    proxy.waitNoLonger(markIsLate());
  }

  /**
   * Sends a mark that reaches the proxy after all calls that were made before. (Some of those may
   * still be queued at the client's loop.) The mark is a SHUTDOWN, since interceptors don't see it.
   * The proxy does not forward it to the server.
   *
   * @return whether the mark is still in transit: the client's timeout may pass before it arrives
   */
  private boolean markIsLate() {
    if (!client.state().isReady()) {
      return false;
    }
    try {
      client.shutdownServer();
      return false;
    } catch (RpcTimeoutException e) {
      return e.mayHaveExecuted();
    } catch (RpcException e) { // lost with the other calls, or the client is closed
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
    proxy.close();
  }
}
