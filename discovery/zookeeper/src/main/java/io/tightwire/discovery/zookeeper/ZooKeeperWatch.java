package io.tightwire.discovery.zookeeper;

import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.jspecify.annotations.Nullable;

/**
 * One client's watch of a path. Tells the whole list, 50 ms after the first of the changes that
 * come together. While the registry can't be reached the list stays as it was. Thread-safe.
 */
final class ZooKeeperWatch implements Resolver.Watch {

  static final long DEBOUNCE_MILLIS = 50;

  private final ZooKeeperTarget target;
  private final Resolver.Listener listener;
  private final ScheduledExecutorService executor;
  private final Sessions sessions;
  private final ServerList list;
  private final ConnectionStateListener states = (session, state) -> onState(state);

  private boolean closed;
  private @Nullable CuratorFramework session;
  private @Nullable CuratorCache cache;
  private @Nullable Future<?> reachedCheck;

  /** All nodes are known: until then the list has gaps. */
  private boolean initialized;

  private boolean lost;

  /** A node could not be read, so that an empty list proves nothing. */
  private boolean refused;

  private boolean scheduled;

  // What the listener was told last.
  private @Nullable List<ServerAddress> told;
  private @Nullable String toldFailure;

  ZooKeeperWatch(
      ZooKeeperTarget target,
      Resolver.Listener listener,
      ScheduledExecutorService executor,
      Sessions sessions) {
    this.target = target;
    this.listener = listener;
    this.executor = executor;
    this.sessions = sessions;
    this.list = new ServerList(target.path(), new BadNodeLog());
  }

  /** Starts to watch. Returns immediately: even to load Curator's classes takes some time. */
  synchronized void start() {
    executor.execute(this::open);
    long limit = target.connectionTimeout().toMillis();
    reachedCheck = executor.schedule(this::checkReached, limit, TimeUnit.MILLISECONDS);
  }

  private synchronized void open() {
    if (closed) {
      return;
    }
    try {
      CuratorFramework opened = sessions.acquire(target);
      session = opened;
      opened.getConnectionStateListenable().addListener(states);
      CuratorCache nodes =
          CuratorCache.builder(opened, target.path())
              .withStorage(new NodeStorage(this::onChange))
              .withExceptionHandler(this::onRefused)
              .build();
      cache = nodes;
      nodes
          .listenable()
          .addListener(CuratorCacheListener.builder().forInitialized(this::onInitialized).build());
      nodes.start();
    } catch (RuntimeException | LinkageError e) {
      fail("its client can't be started: " + e, e);
    }
  }

  private synchronized void checkReached() {
    if (!initialized) {
      fail(
          "it could not be reached within "
              + target.connectionTimeout().toMillis()
              + "ms; check the addresses "
              + target.servers()
              + ". Connecting goes on",
          null);
    }
  }

  private synchronized void onInitialized() {
    initialized = true;
    onChange();
  }

  private synchronized void onRefused(Exception e) {
    refused = true;
    fail("it responds with " + e, e);
  }

  private void onState(ConnectionState state) {
    if (state == ConnectionState.LOST) {
      onLost();
    } else if (state.isConnected()) {
      onConnected();
    }
  }

  private synchronized void onLost() {
    lost = true;
    fail(
        "its session was lost: no connection for "
            + target.sessionTimeout().toMillis()
            + "ms, or it expired. The list is kept, and connecting goes on",
        null);
  }

  private synchronized void onConnected() {
    lost = false;
    refused = false;
    onChange();
  }

  private synchronized void onChange() {
    if (initialized && !scheduled && !closed) {
      scheduled = true;
      Future<?> unused = executor.schedule(this::tell, DEBOUNCE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void tell() {
    scheduled = false;
    CuratorCache nodes = cache;
    if (closed || lost || nodes == null) {
      return;
    }
    List<ServerAddress> servers = list.read(nodes.stream());
    if (servers.isEmpty() && refused) {
      return;
    }
    if (toldFailure != null || !servers.equals(told)) {
      told = servers;
      toldFailure = null;
      listener.servers(servers);
    }
  }

  private synchronized void fail(String why, @Nullable Throwable cause) {
    if (!closed && !why.equals(toldFailure)) {
      toldFailure = why;
      listener.failed(new IOException("Cannot read servers from " + target + ": " + why, cause));
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      Future<?> check = reachedCheck;
      if (check != null) {
        check.cancel(false);
      }
    }
    executor.execute(this::end);
  }

  private void end() {
    CuratorFramework opened;
    CuratorCache nodes;
    synchronized (this) { // after open()
      opened = session;
      nodes = cache;
    }
    if (opened != null) {
      opened.getConnectionStateListenable().removeListener(states);
      if (nodes != null) {
        nodes.close();
      }
      sessions.release(target);
    }
  }
}
