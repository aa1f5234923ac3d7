package io.tightwire.discovery.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.discovery.Registrar;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.discovery.Discovery;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.listen.StandardListenerManager;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.junit.jupiter.api.Test;

/** Servers and clients that meet in a ZooKeeper server of this process. */
class ZooKeeperTest extends RegistryTest {

  private final Told told = new Told();

  ZooKeeperTest() throws Exception {}

  private Resolver.Watch watch(Resolver.Listener listener) {
    Resolver.Watch watch = Discovery.resolver(target()).watch(listener);
    opened.add(watch);
    return watch;
  }

  private ZooKeeperRegistration register(ServerAddress server) {
    Registrar.Registration registration = Discovery.registrar(target()).register(server);
    opened.add(registration);
    return (ZooKeeperRegistration) registration;
  }

  private ZooKeeperRegistration registered(String endpoint) {
    ZooKeeperRegistration registration = register(ServerAddress.of(endpoint));
    eventually(registration::isRegistered);
    return registration;
  }

  @Test
  void aServerThatRegistersIsSeen() throws Exception {
    watch(told);
    assertThat(told.next()).isEqualTo("[]");
    long start = System.nanoTime();
    ZooKeeperRegistration server =
        register(ServerAddress.of("tcp://10.0.0.7:5555").withWeight(3).with("zone", "eu-1a"));
    assertThat(told.next()).isEqualTo("[tcp://10.0.0.7:5555 weight=3 {zone=eu-1a}]");
    System.out.printf("registered and seen after %.0f ms%n", (System.nanoTime() - start) / 1e6);
    assertThat(server.isRegistered()).isTrue();
    assertThat(server.path()).matches("/tightwire/orders/[0-9a-f]{32}");
  }

  @Test
  void attributesCanBeReplacedAlsoBeforeTheServerIsRegistered() throws Exception {
    registry.stop();
    ZooKeeperRegistration server = register(ServerAddress.of("tcp://a:1").withWeight(2));
    server.update(Map.of("zone", "a"));
    registry.restart();
    eventually(server::isRegistered);
    watch(told);
    told.until("[tcp://a:1 weight=2 {zone=a}]");
    server.update(Map.of("zone", "b"));
    told.until("[tcp://a:1 weight=2 {zone=b}]");
  }

  @Test
  void closingRemovesTheServer() throws Exception {
    ZooKeeperRegistration first = registered("tcp://a:1");
    registered("tcp://b:1");
    watch(told);
    assertThat(told.next()).isEqualTo("[tcp://a:1, tcp://b:1]");
    first.close();
    assertThat(session().checkExists().forPath(first.path())).isNull();
    assertThat(first.isRegistered()).isFalse();
    assertThat(told.next()).isEqualTo("[tcp://b:1]");
    first.close();
  }

  @Test
  void aLostConnectionDoesNotRemoveAServer() throws Exception {
    ZooKeeperRegistration server = registered("tcp://a:1");
    watch(told);
    assertThat(told.next()).isEqualTo("[tcp://a:1]");
    handle(server).getTestable().closeSocket(); // it reconnects
    registered("tcp://b:1");
    assertThat(told.next()).isEqualTo("[tcp://a:1, tcp://b:1]");
    assertThat(server.isRegistered()).isTrue();
  }

  @Test
  void anExpiredSessionIsReplacedAndTheServerComesBack() throws Exception {
    ZooKeeperRegistration server = registered("tcp://a:1");
    watch(told);
    assertThat(told.next()).isEqualTo("[tcp://a:1]");
    long former = handle(server).getSessionId();

    handle(server).getTestable().injectSessionExpiration();
    CuratorFramework observer = session();
    eventually(
        () -> {
          Stat stat = observer.checkExists().forPath(server.path());
          return stat != null && stat.getEphemeralOwner() != former;
        });
    eventually(server::isRegistered);
    registered("tcp://b:1");
    told.until("[tcp://a:1, tcp://b:1]");
  }

  @Test
  void aSessionThatTheRegistryEndsIsReplacedAndTheServerComesBack() throws Exception {
    ZooKeeperRegistration server = registered("tcp://a:1");
    replaceSession(server);
    eventually(server::isRegistered);
  }

  @Test
  void aNodeThatIsDeletedByHandComesBack() throws Exception {
    ZooKeeperRegistration server = registered("tcp://a:1");
    CuratorFramework observer = session();
    observer.delete().forPath(server.path());
    eventually(() -> observer.checkExists().forPath(server.path()) != null);
  }

  @Test
  void theListStaysWhileTheRegistryIsDown() throws Exception {
    ZooKeeperRegistration server = registered("tcp://a:1");
    watch(told);
    assertThat(told.next()).isEqualTo("[tcp://a:1]");
    registry.stop();
    assertThat(told.next())
        .isEqualTo(
            "failed: its session was lost: no connection for 1000ms, or it expired. The list is"
                + " kept, and connecting goes on");
    eventually(() -> !server.isRegistered());
    registry.restart();
    // Told again, since the failure is over; or gone for as long as the server takes to return.
    told.until("[tcp://a:1]");
    eventually(server::isRegistered);
    registered("tcp://b:1");
    told.until("[tcp://a:1, tcp://b:1]");
  }

  @Test
  void aRegistryThatWasWipedHasAnEmptyList() throws Exception {
    CuratorFramework writer = session();
    writer
        .create()
        .creatingParentsIfNeeded()
        .forPath(PATH + "/a", "endpoint=tcp://a:1".getBytes(UTF_8));
    watch(told);
    assertThat(told.next()).isEqualTo("[tcp://a:1]");
    wipe();
    told.until("[]");
    registered("tcp://b:1");
    told.until("[tcp://b:1]");
  }

  @Test
  void nodesThatAreNoServersAreSkipped() throws Exception {
    CuratorFramework writer = session();
    writer.create().creatingParentsIfNeeded().forPath(PATH + "/none", new byte[0]);
    writer.create().forPath(PATH + "/binary", new byte[] {0, (byte) 0xff});
    writer.create().forPath(PATH + "/large", new byte[ServerNode.MAX_BYTES + 1]);
    writer.create().forPath(PATH + "/good", "endpoint=tcp://a:1\n".getBytes(UTF_8));
    writer.create().forPath(PATH + "/good/below", "endpoint=tcp://b:1\n".getBytes(UTF_8));
    watch(told);
    assertThat(told.next()).isEqualTo("[tcp://a:1]");
    writer.setData().forPath(PATH + "/none", "endpoint=tcp://c:1\n".getBytes(UTF_8));
    assertThat(told.next()).isEqualTo("[tcp://a:1, tcp://c:1]");
  }

  @Test
  void ofTwoNodesOfAnEndpointTheNewerCounts() throws Exception {
    CuratorFramework writer = session();
    writer
        .create()
        .creatingParentsIfNeeded()
        .forPath(PATH + "/z", "endpoint=tcp://a:1\nweight=7".getBytes(UTF_8));
    writer.create().forPath(PATH + "/a", "endpoint=tcp://a:1\nweight=8".getBytes(UTF_8));
    writer.create().forPath(PATH + "/y", "endpoint=tcp://a:1\nweight=9".getBytes(UTF_8));
    watch(told);
    assertThat(told.next()).isEqualTo("[tcp://a:1 weight=9]");
    writer.delete().forPath(PATH + "/y");
    assertThat(told.next()).isEqualTo("[tcp://a:1 weight=8]");
  }

  @Test
  void aRegistryThatIsUnreachableAtTheStartBlocksNobody() throws Exception {
    registry.stop();
    long start = System.nanoTime();
    ZooKeeperRegistration server = register(ServerAddress.of("tcp://a:1"));
    watch(told);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(server.isRegistered()).isFalse();
    assertThat(told.next())
        .isEqualTo(
            "failed: it could not be reached within 1000ms; check the addresses 127.0.0.1:"
                + port
                + ". Connecting goes on");
    registry.restart();
    told.until("[tcp://a:1]");
    assertThat(server.isRegistered()).isTrue();
  }

  @Test
  void closingIsBoundedIfTheRegistryIsDown() throws Exception {
    ZooKeeperRegistration server = registered("tcp://a:1");
    Resolver.Watch watch = watch(told);
    told.next();
    registry.stop();
    long start = System.nanoTime();
    watch.close();
    server.close();
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("closed without a registry after %d ms%n", taken.toMillis());
    assertThat(taken).isLessThan(Duration.ofSeconds(10));
    assertThat(server.isRegistered()).isFalse();
    registry.restart();
    CuratorFramework observer = session();
    eventually(() -> observer.checkExists().forPath(server.path()) == null);
  }

  @Test
  void aServerThatIsClosedBeforeItsSessionIsOpenIsNeverSeen() throws Exception {
    ZooKeeperRegistration server = register(ServerAddress.of("tcp://a:1"));
    server.close();
    assertThat(session().checkExists().forPath(server.path())).isNull();
  }

  @Test
  void clientsShareASessionUntilTheLastIsClosed() throws Exception {
    Told other = new Told();
    Resolver.Watch first = watch(told);
    watch(other);
    assertThat(told.next()).isEqualTo("[]");
    assertThat(other.next()).isEqualTo("[]");
    assertThat(Sessions.PROCESS.shared()).isOne();
    ZooKeeperTarget target = ZooKeeperTarget.of(URI.create(target()));
    CuratorFramework shared = Sessions.PROCESS.acquire(target);
    first.close();
    eventually(() -> listeners(shared) == 0);
    Sessions.PROCESS.release(target);
    ZooKeeperRegistration server = registered("tcp://a:1");
    assertThat(other.next()).isEqualTo("[tcp://a:1]");
    server.close();
    assertThat(other.next()).isEqualTo("[]");
    assertThat(told.isSilent()).as("a closed watch is told nothing").isTrue();
  }

  /** Curator's watchers leave listeners behind. */
  private static int listeners(CuratorFramework session) {
    return ((StandardListenerManager<?>) session.getCuratorListenable()).size();
  }

  @Test
  void aListThatMayNotBeReadIsNotEmpty() throws Exception {
    CuratorFramework writer = session();
    writer
        .create()
        .creatingParentsIfNeeded()
        .withACL(
            List.of(new ACL(ZooDefs.Perms.ALL & ~ZooDefs.Perms.READ, ZooDefs.Ids.ANYONE_ID_UNSAFE)))
        .forPath(PATH);
    watch(told);
    assertThat(told.next()).startsWith("failed: it responds with ").contains("NoAuth");
    registered("tcp://a:1");
    told.until("[tcp://a:1]");
  }

  @Test
  void aNodeThatMayNotBeCreatedIsTriedAgain() throws Exception {
    CuratorFramework writer = session();
    writer
        .create()
        .creatingParentsIfNeeded()
        .withACL(
            List.of(
                new ACL(ZooDefs.Perms.READ | ZooDefs.Perms.ADMIN, ZooDefs.Ids.ANYONE_ID_UNSAFE)))
        .forPath(PATH);
    ZooKeeperRegistration server = register(ServerAddress.of("tcp://a:1"));
    eventually(() -> server.session() != null);
    eventually(() -> Objects.requireNonNull(server.session()).getZookeeperClient().isConnected());
    server.check();
    assertThat(server.isRegistered()).isFalse();
    writer.setACL().withACL(ZooDefs.Ids.OPEN_ACL_UNSAFE).forPath(PATH);
    eventually(
        () -> {
          server.check(); // every ten seconds otherwise
          return server.isRegistered();
        });
  }
}
