package io.tightwire.testing;

import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcTimeoutException;
import java.time.Duration;

/**
 * A client, and the relay it is connected to the server by. Safe for use by many threads.
 *
 * @param proxy in between
 * @param client connected to the relay
 */
record ProxiedClient(FaultProxy proxy, RpcClient client) implements AutoCloseable {

  /** Loses the connection now, and with it all calls that were made before this one. */
  synchronized void cut(String why) {
    proxy.cutAtShutdown(why);
    proxy.waitNoLonger(markIsLate());
  }

  /** Lets all go on that is held back, but for what was called off, or timed out, before. */
  synchronized void release() {
    proxy.releaseAtShutdown();
    proxy.waitNoLonger(markIsLate());
  }

  /**
   * Has something come to the relay behind all that was sent before; some of that may be with the
   * client's loop still. A request to shut down serves, since interceptors don't see it. It never
   * gets to the server.
   *
   * @return whether it is on its way still: the client's timeout may be shorter than that
   */
  private boolean markIsLate() {
    if (!isConnected()) {
      return false;
    }
    try {
      client.shutdownServer();
      return false;
    } catch (RpcTimeoutException e) {
      return e.mayHaveExecuted();
    } catch (RpcException e) { // lost with the others, or the client is closed
      return false;
    }
  }

  private boolean isConnected() {
    try {
      return client.awaitConnected(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    client.close();
    proxy.close();
  }
}
