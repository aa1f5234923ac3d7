package io.tightwire.internal.link.inproc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.internal.link.ClientLink;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.InprocLinkTest;
import io.tightwire.internal.link.LinkContract;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.link.ServerLink;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Promises beyond the contract of all links, which hold since both ends are in one process. */
@Timeout(120)
class InprocTransportTest {

  private static final AtomicInteger NAMES = new AtomicInteger();
  private static final Duration LINGER = LinkContract.LINGER;
  private static final Duration LIMIT = Duration.ofSeconds(FakeAgent.LIMIT_SECONDS);

  private final List<Runnable> cleanups = new ArrayList<>();
  private final String name = "wire-" + NAMES.incrementAndGet();
  private final Endpoint endpoint = Endpoint.ofName(name);
  private final FakeAgent serving = new FakeAgent();
  private final FakeAgent agent = new FakeAgent();

  @AfterEach
  void closeAll() {
    for (int i = cleanups.size() - 1; i >= 0; i--) {
      cleanups.get(i).run();
    }
    assertThat(InprocRegistry.PROCESS.isUnknown(name)).isTrue();
  }

  private static LinkOptions options(String name, int maxMessageSize) {
    return new LinkOptions(name, maxMessageSize, 64 << 20);
  }

  private ServerLink<Consumer<FakeAgent>> server(FakeAgent agent, int maxMessageSize)
      throws Exception {
    ServerLink<Consumer<FakeAgent>> link =
        new ServerLink<>(options(name + "-server", maxMessageSize), agent);
    cleanups.add(() -> link.close(Duration.ZERO));
    link.bind(endpoint);
    link.start();
    return link;
  }

  private ClientLink<Consumer<FakeAgent>> client(FakeAgent agent, int maxMessageSize) {
    ClientLink<Consumer<FakeAgent>> link =
        new ClientLink<>(endpoint, options(name + "-client", maxMessageSize), agent);
    cleanups.add(() -> link.close(Duration.ZERO));
    link.start();
    return link;
  }

  /** Makes the server learn of the client; returns the server's peer. */
  private Peer sendHello(ClientLink<Consumer<FakeAgent>> client) throws InterruptedException {
    Peer peer = FakeAgent.next(agent.connected);
    client.post(a -> LinkContract.send(peer, "hello"));
    return FakeAgent.next(serving.received).peer();
  }

  private static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(thread -> thread.startsWith(prefix))
        .sorted()
        .toList();
  }

  @Test
  void eachSideHasOneThreadAndNoneAfterClose() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(serving, 1 << 20);
    ClientLink<Consumer<FakeAgent>> client = client(agent, 1 << 20);
    Peer back = sendHello(client);
    assertThat(back.name()).isEqualTo("client of " + endpoint + "#1");
    assertThat(back.endpoint().isLocal()).isTrue();
    assertThat(threads(name + "-")).containsExactly(name + "-client", name + "-server");
    client.close(LINGER);
    server.close(LINGER);
    await().atMost(LIMIT).until(() -> threads(name + "-").isEmpty());
  }

  @Test
  void aClientThatIsClosedLeavesNothingInItsServer() throws Exception {
    server(serving, 1 << 20);
    WeakReference<FakeAgent> left = comeAndGo();
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              System.gc();
              return left.get() == null;
            });
  }

  private WeakReference<FakeAgent> comeAndGo() throws InterruptedException {
    FakeAgent visitor = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> link =
        new ClientLink<>(endpoint, options(name + "-visitor", 1 << 20), visitor);
    link.start();
    Peer peer = FakeAgent.next(visitor.connected);
    link.post(a -> LinkContract.send(peer, "hello"));
    FakeAgent.next(serving.connected);
    link.close(LINGER);
    FakeAgent.next(serving.disconnected);
    serving.received.clear();
    return new WeakReference<>(visitor);
  }

  @Test
  void aClientThatNeverFoundItsServerLeavesNothing() {
    ClientLink<Consumer<FakeAgent>> client = client(agent, 1 << 20);
    client.close(LINGER);
    assertThat(InprocRegistry.PROCESS.isUnknown(name)).isTrue();
    assertThat(agent.failure).isNull();
  }

  @Test
  void eachSideIsToldWhyTheOtherLeft() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(serving, 1 << 20);
    ClientLink<Consumer<FakeAgent>> client = client(agent, 1 << 20);
    Peer dropped = sendHello(client);
    server.post(a -> dropped.drop("bad manners"));
    assertThat(FakeAgent.next(agent.disconnected))
        .isEqualTo("connection lost: the other side dropped it: bad manners");
    sendHello(client);
    server.close(LINGER);
    assertThat(FakeAgent.next(agent.disconnected))
        .isEqualTo("connection lost: the other side closed");
    serving.disconnected.clear();

    server(serving, 1 << 20);
    sendHello(client);
    client.close(LINGER);
    assertThat(FakeAgent.next(serving.disconnected))
        .isEqualTo("connection lost: the other side closed");
  }

  @Test
  void aServerThatFailsSaysSoAndFreesItsName() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(serving, 1 << 20);
    ClientLink<Consumer<FakeAgent>> client = client(agent, 1 << 20);
    sendHello(client);
    server.post(
        a -> {
          throw new IllegalStateException("on purpose");
        });
    assertThat(FakeAgent.next(agent.disconnected)).contains("the other side failed", "on purpose");
    assertThat(serving.closed.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    server.close(LINGER);
    server(serving, 1 << 20);
    sendHello(client);
  }

  @Test
  void aMessageOverTheServersLimitCostsItsSenderTheConnection() throws Exception {
    server(serving, 1000);
    ClientLink<Consumer<FakeAgent>> client = client(agent, 2000);
    Peer peer = FakeAgent.next(agent.connected);
    client.post(a -> peer.send(new byte[1000]));
    assertThat(FakeAgent.next(serving.received).bytes()).hasSize(1000);
    client.post(a -> peer.send(new byte[1001]));
    assertThat(FakeAgent.next(serving.disconnected))
        .isEqualTo("it sent a message of 1001 bytes, of which at most 1000 are accepted");
    assertThat(FakeAgent.next(agent.disconnected)).contains("lost", "1001 bytes");
    assertThat(serving.received).isEmpty();
    sendHello(client);
  }

  @Test
  void aMessageOverTheClientsLimitCostsItsSenderTheConnection() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(serving, 2000);
    ClientLink<Consumer<FakeAgent>> client = client(agent, 1000);
    Peer back = sendHello(client);
    server.post(a -> back.send(new byte[1001]));
    assertThat(FakeAgent.next(agent.disconnected)).contains("1001 bytes");
    assertThat(FakeAgent.next(serving.disconnected)).contains("lost", "1001 bytes");
    assertThat(agent.received).isEmpty();
    sendHello(client);
  }

  @Test
  void framesThatAServerSentBeforeItClosedAreReadByAClientThatIsSending() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(serving, 1 << 20);
    ClientLink<Consumer<FakeAgent>> client = client(agent, 1 << 20);
    Peer back = sendHello(client);
    CountDownLatch closed = new CountDownLatch(1);
    Peer peer = agent.peers.get(0);
    client.post(
        a -> {
          InprocLinkTest.hold(closed);
          LinkContract.send(peer, "into the void");
        });
    int frames = 300; // more than the client reads before it sends
    server.post(
        a -> {
          back.packAtMost(1);
          for (int i = 0; i < frames; i++) {
            back.send(new byte[1]);
          }
        });
    server.close(LINGER);
    closed.countDown();
    for (int i = 0; i < frames; i++) {
      assertThat(FakeAgent.next(agent.received).bytes()).hasSize(1);
    }
    assertThat(FakeAgent.next(agent.disconnected)).contains("closed");
  }

  @Test
  void aClientThatCatchesUpGetsEverythingAndIsWrittenToAgain() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(serving, 1 << 20);
    ClientLink<Consumer<FakeAgent>> client = client(agent, 1 << 20);
    Peer back = sendHello(client);
    CountDownLatch thaw = new CountDownLatch(1);
    CountDownLatch frozen = new CountDownLatch(1);
    client.post(
        a -> {
          frozen.countDown();
          InprocLinkTest.hold(thaw);
        });
    assertThat(frozen.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    fill(server::post, back);
    thaw.countDown();
    awaitWritable(server::post, back);
    assertInOrder(agent);
  }

  @Test
  void aServerThatCatchesUpGetsEverythingAndIsWrittenToAgain() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(serving, 1 << 20);
    ClientLink<Consumer<FakeAgent>> client = client(agent, 1 << 20);
    sendHello(client);
    CountDownLatch thaw = new CountDownLatch(1);
    CountDownLatch frozen = new CountDownLatch(1);
    server.post(
        a -> {
          frozen.countDown();
          InprocLinkTest.hold(thaw);
        });
    assertThat(frozen.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    Peer peer = agent.peers.get(0);
    fill(client::post, peer);
    thaw.countDown();
    awaitWritable(client::post, peer);
    assertInOrder(serving);
  }

  private static final int PIECE = 70_000; // larger than packed messages

  private static void awaitWritable(Consumer<Consumer<FakeAgent>> link, Peer peer) {
    await().atMost(LIMIT).until(() -> isWritable(link, peer));
  }

  private static boolean isWritable(Consumer<Consumer<FakeAgent>> link, Peer peer)
      throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    boolean[] writable = new boolean[1];
    link.accept(
        a -> {
          writable[0] = peer.isWritable();
          asked.countDown();
        });
    assertThat(asked.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    return writable[0];
  }

  /** Sends one piece a command until the peer is not writable, which must happen. */
  private static void fill(Consumer<Consumer<FakeAgent>> link, Peer peer)
      throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      byte first = (byte) i;
      link.accept(
          a -> {
            byte[] piece = new byte[PIECE];
            piece[0] = first;
            peer.send(piece);
          });
    }
    assertThat(isWritable(link, peer)).isFalse();
  }

  private static void assertInOrder(FakeAgent reader) throws InterruptedException {
    for (int i = 0; i < 30; i++) {
      byte[] piece = FakeAgent.next(reader.received).bytes();
      assertThat(piece).hasSize(PIECE);
      assertThat(piece[0]).isEqualTo((byte) i);
    }
    assertThat(reader.disconnected).isEmpty();
  }

  @Test
  void closingWaitsNoLongerThanToldForAServerThatReadsNothing() throws Exception {
    ServerLink<Consumer<FakeAgent>> server =
        new ServerLink<>(options(name + "-server", 1 << 20), serving);
    cleanups.add(() -> server.close(Duration.ZERO));
    server.bind(endpoint);
    ClientLink<Consumer<FakeAgent>> client = client(agent, 1 << 20);
    Peer peer = FakeAgent.next(agent.connected);
    for (int i = 0; i < 30; i++) {
      client.post(a -> peer.send(new byte[PIECE]));
    }
    client.close(Duration.ofMillis(50));
    assertThat(agent.closed.getCount()).isZero();
    assertThat(FakeAgent.next(agent.disconnected)).isEqualTo("closed");
    server.start(); // sent bytes arrive, and nothing else
    Peer seen = FakeAgent.next(serving.connected);
    assertThat(FakeAgent.next(serving.disconnected)).contains("lost");
    assertThat(serving.received).hasSizeBetween(1, 4); // 256 KiB, and what exceeds it
    assertThat(serving.received).allMatch(received -> received.peer() == seen);
  }

  @Test
  void oneServerListensInsideAndOutside() throws Exception {
    FakeAgent echo = LinkContract.echo();
    ServerLink<Consumer<FakeAgent>> server = server(echo, 1 << 20);
    List<Endpoint> endpoints =
        List.of(
            endpoint,
            server.bind(Endpoint.parse("tcp://127.0.0.1:*")),
            server.bind(Endpoint.parse("inproc://*")));
    for (Endpoint each : endpoints) {
      FakeAgent caller = new FakeAgent();
      ClientLink<Consumer<FakeAgent>> client =
          new ClientLink<>(each, options(name + "-caller", 1 << 20), caller);
      cleanups.add(() -> client.close(Duration.ZERO));
      client.start();
      Peer peer = FakeAgent.next(caller.connected);
      client.post(a -> LinkContract.send(peer, "hello"));
      assertThat(FakeAgent.next(caller.received).bytes()).asString().isEqualTo("hello");
    }
    assertThat(echo.peers).extracting(Peer::endpoint).containsExactlyElementsOf(endpoints);
  }
}
