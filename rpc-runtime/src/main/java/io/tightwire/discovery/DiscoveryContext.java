package io.tightwire.discovery;

import java.util.concurrent.ScheduledExecutorService;

/** What a resolver or registrar is given by the client or server that uses it. Thread-safe. */
public interface DiscoveryContext {

  /**
   * Returns an executor for look-ups and timers, which all clients and servers of the process
   * share. Its tasks may block for the time of a look-up, not longer. It is never shut down.
   *
   * @return the executor; its threads are daemons
   */
  ScheduledExecutorService executor();
}
