package io.tightwire.discovery.zookeeper;

import io.tightwire.discovery.Registrar;
import io.tightwire.discovery.ServerAddress;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.zookeeper.CreateMode;
import org.jspecify.annotations.Nullable;

/**
 * One server's node: ephemeral, and created again whenever it or its session is gone. Its name is a
 * random number of 128 bits. Thread-safe.
 */
final class ZooKeeperRegistration implements Registrar.Registration {

  private static final int ID_BYTES = 16;

  private static final int CHECK_SECONDS = 10;

  private static final long MAX_CLOSE_MILLIS = 1_000;

  private final ZooKeeperTarget target;
  private final ScheduledExecutorService executor;
  private final String path;
  private final CountDownLatch removed = new CountDownLatch(1);

  private ServerAddress self;
  private byte[] data;
  private boolean closed;
  private boolean lost;

  /** It was logged that the server is not in the registry. */
  private boolean missing;

  private @Nullable CuratorFramework session;
  private @Nullable PersistentNode node;
  private @Nullable Future<?> check;

  /**
   * Creates a registration that is not in the registry yet.
   *
   * @throws IllegalArgumentException if an attribute can't be published, with the fix
   */
  ZooKeeperRegistration(
      ZooKeeperTarget target, ServerAddress self, ScheduledExecutorService executor) {
    this.target = target;
    this.executor = executor;
    this.self = self;
    this.data = ServerNode.encode(self);
    byte[] id = new byte[ID_BYTES];
    new SecureRandom().nextBytes(id);
    this.path = target.path() + '/' + HexFormat.of().formatHex(id);
  }

  /** Starts to publish the server. Returns immediately. */
  synchronized void start() {
    executor.execute(this::open);
    check =
        executor.scheduleWithFixedDelay(
            this::check, CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void open() {
    if (closed) {
      return;
    }
    try {
      CuratorFramework opened = Sessions.open(target);
      session = opened;
      opened.getConnectionStateListenable().addListener((same, state) -> onState(state));
      createNode(opened);
    } catch (RuntimeException | LinkageError e) {
      log(Level.ERROR, self.endpoint() + " can't be published to " + target + ": " + e);
    }
  }

  private void createNode(CuratorFramework opened) {
    PersistentNode created = new PersistentNode(opened, CreateMode.EPHEMERAL, false, path, data);
    node = created;
    created.getListenable().addListener(name -> write());
    created.start();
  }

  private synchronized void onState(ConnectionState state) {
    lost = state == ConnectionState.LOST || (lost && !state.isConnected());
  }

  /** Writes what was updated while the node was not there. */
  private synchronized void write() {
    PersistentNode created = node;
    if (closed || created == null || created.getActualPath() == null) {
      return;
    }
    if (!Arrays.equals(created.getData(), data)) {
      try {
        created.setData(data);
      } catch (Exception e) {
        log(Level.WARNING, "The attributes of " + path + " could not be changed: " + e);
      }
    }
  }

  @Override
  public synchronized boolean isRegistered() {
    PersistentNode created = node;
    return !closed && !lost && created != null && created.getActualPath() != null;
  }

  @Override
  public void update(Map<String, String> attributes) {
    synchronized (this) {
      ServerAddress changed = new ServerAddress(self.endpoint(), self.weight(), attributes);
      data = ServerNode.encode(changed);
      self = changed;
    }
    executor.execute(this::write);
  }

  /**
   * Logs that the server is not in the registry, and that it is again. A node whose creation was
   * refused is tried again here, since {@link PersistentNode} gives up.
   */
  synchronized void check() {
    CuratorFramework opened = session;
    if (closed || opened == null) {
      return;
    }
    if (isRegistered()) {
      if (missing) {
        missing = false;
        log(Level.INFO, self.endpoint() + " is in the registry again: " + target);
      }
      return;
    }
    boolean connected = opened.getZookeeperClient().isConnected();
    if (!missing) {
      missing = true;
      log(Level.WARNING, describeMissing(connected));
    }
    PersistentNode refused = node;
    if (connected && refused != null && refused.getActualPath() == null) {
      close(refused);
      createNode(opened);
    }
  }

  private String describeMissing(boolean connected) {
    return self.endpoint()
        + " is not in the registry "
        + target
        + ": "
        + (connected
            ? "the node " + path + " could not be created; check the path's permissions"
            : "it can't be reached; check the addresses")
        + ". It is tried again until the server ends";
  }

  private static void close(PersistentNode created) {
    try {
      created.close();
    } catch (IOException | RuntimeException e) {
      // The connection was lost: the node is gone when the session is.
      log(Level.DEBUG, "The node " + created.getActualPath() + " could not be deleted: " + e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      Future<?> checks = check;
      if (checks != null) {
        checks.cancel(false);
      }
    }
    executor.execute(this::remove);
    try {
      if (!removed.await(MAX_CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        executor.execute(this::endSession); // ends the attempt to delete the node, too
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void remove() {
    PersistentNode created;
    boolean connected;
    synchronized (this) { // after open()
      created = node;
      connected = session != null && session.getZookeeperClient().isConnected();
    }
    try {
      if (created != null && connected) {
        close(created);
      }
    } finally {
      removed.countDown();
      endSession();
    }
  }

  private void endSession() {
    CuratorFramework opened;
    synchronized (this) {
      opened = session;
    }
    if (opened != null) {
      opened.close();
    }
  }

  /** Returns the node's path. */
  String path() {
    return path;
  }

  /** Returns the session; null if it is not open yet. For tests. */
  synchronized @Nullable CuratorFramework session() {
    return session;
  }

  private static void log(Level level, String text) {
    System.getLogger("io.tightwire.discovery").log(level, text);
  }
}
