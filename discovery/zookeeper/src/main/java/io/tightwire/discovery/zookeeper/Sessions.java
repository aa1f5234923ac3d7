package io.tightwire.discovery.zookeeper;

import java.util.HashMap;
import java.util.Map;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.listen.StandardListenerManager;
import org.apache.curator.retry.ExponentialBackoffRetry;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of this process with registries.
 *
 * <h2>Clients share them</h2>
 *
 * <p>All clients of one registry, with one session timeout, use one session: each has four threads
 * and a connection, and a process may call many services. The session ends with the last client.
 *
 * <h2>Servers do not</h2>
 *
 * <p>Each registration has its own session. Closing it removes the node with certainty: immediately
 * if the registry can be reached, otherwise when the session times out. With a shared session, the
 * node of a server that was closed while the registry could not be reached would stay for as long
 * as a client of the same process lives.
 *
 * <p>Thread-safe.
 */
final class Sessions {

  /** The sessions of this process, or of the class loader of this class. */
  static final Sessions PROCESS = new Sessions();

  private static final int FIRST_RETRY_MILLIS = 100;
  private static final int MAX_RETRY_MILLIS = 3_000;
  private static final int MAX_RETRIES = 29;

  private static final int MAX_CLOSE_MILLIS = 1_000;

  private record Key(String servers, int timeoutMillis) {}

  private static final class Shared {
    final CuratorFramework session;
    int users;

    Shared(CuratorFramework session) {
      this.session = session;
    }
  }

  private final Map<Key, Shared> all = new HashMap<>();

  /** Opens a session. Returns before it is connected. */
  static CuratorFramework open(ZooKeeperTarget target) {
    CuratorFramework session =
        CuratorFrameworkFactory.builder()
            .connectString(target.servers())
            .sessionTimeoutMs((int) target.sessionTimeout().toMillis())
            .connectionTimeoutMs((int) target.connectionTimeout().toMillis())
            .maxCloseWaitMs(MAX_CLOSE_MILLIS)
            .retryPolicy(
                new ExponentialBackoffRetry(FIRST_RETRY_MILLIS, MAX_RETRIES, MAX_RETRY_MILLIS))
            // The user's addresses count, not those by which the servers know each other.
            .ensembleTracker(false)
            .build();
    session.start();
    return session;
  }

  /** Returns the session that all clients of a registry share; opens it for the first one. */
  synchronized CuratorFramework acquire(ZooKeeperTarget target) {
    Shared shared = all.computeIfAbsent(key(target), key -> new Shared(open(target)));
    shared.users++;
    return shared.session;
  }

  /** Ends one use of a session. Closes it after the last one, which may take a second. */
  void release(ZooKeeperTarget target) {
    CuratorFramework session = removeUser(target);
    if (session != null) {
      session.close();
    }
  }

  private synchronized @Nullable CuratorFramework removeUser(ZooKeeperTarget target) {
    Shared shared = all.get(key(target));
    if (shared == null) {
      return null;
    }
    shared.users--;
    if (shared.users > 0) {
      forgetClosedWatchers(shared.session);
      return null;
    }
    all.remove(key(target));
    return shared.session;
  }

  /**
   * Removes the listeners by which Curator's watchers notice that their session is closed. They do
   * not remove them themselves, and here all watchers are closed before their session is.
   */
  private static void forgetClosedWatchers(CuratorFramework session) {
    if (session.getCuratorListenable() instanceof StandardListenerManager<?> listeners) {
      listeners.clear();
    }
  }

  /** Returns the number of sessions that clients share. */
  synchronized int shared() {
    return all.size();
  }

  private static Key key(ZooKeeperTarget target) {
    return new Key(target.servers(), (int) target.sessionTimeout().toMillis());
  }
}
