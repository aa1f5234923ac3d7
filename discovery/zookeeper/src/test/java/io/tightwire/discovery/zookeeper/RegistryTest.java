package io.tightwire.discovery.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Has a ZooKeeper server in this process. */
@Timeout(180)
abstract class RegistryTest {

  static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String HOST = "127.0.0.1";
  private static final int TICK_MILLIS = 100;
  static final String PATH = "/tightwire/orders";

  final List<AutoCloseable> opened = new ArrayList<>();
  int port;
  TestingServer registry;

  RegistryTest() throws Exception {
    port = InstanceSpec.getRandomPort();
    registry = registry(true);
  }

  final TestingServer registry(boolean start) throws Exception {
    Map<String, Object> onLoopback = Map.of("clientPortAddress", HOST);
    return new TestingServer(
        new InstanceSpec(null, port, -1, -1, true, -1, TICK_MILLIS, -1, onLoopback, HOST), start);
  }

  @BeforeEach
  void noSessionIsShared() {
    assertThat(Sessions.PROCESS.shared()).isZero();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
    registry.close();
    eventually(() -> Sessions.PROCESS.shared() == 0);
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(2)).until(condition);
  }

  final String target() {
    return "zookeeper://127.0.0.1:" + port + PATH + "?sessionTimeout=PT1S";
  }

  /** Replaces the registry by one without nodes. */
  final void wipe() throws Exception {
    registry.close();
    registry = registry(true);
  }

  final CuratorFramework session() {
    CuratorFramework session = Sessions.open(ZooKeeperTarget.of(URI.create(target())));
    opened.add(session);
    return session;
  }

  static ZooKeeper handle(ZooKeeperRegistration server) throws Exception {
    return Objects.requireNonNull(server.session()).getZookeeperClient().getZooKeeper();
  }

  /**
   * Makes the registry end a server's session, through a second handle of it, until the server has
   * a new one. The first handle may connect again meanwhile; then the session goes on.
   */
  final void replaceSession(ZooKeeperRegistration server) throws Exception {
    ZooKeeper handle = handle(server);
    long former = handle.getSessionId();
    CuratorFramework observer = session();
    eventually(
        () -> {
          Stat stat = observer.checkExists().forPath(server.path());
          if (stat != null && stat.getEphemeralOwner() == former) {
            byte[] password = handle.getSessionPasswd();
            new ZooKeeper("127.0.0.1:" + port, 1_000, event -> {}, former, password).close();
          }
          return stat != null && stat.getEphemeralOwner() != former;
        });
  }
}
