package io.tightwire.internal.link.zmq;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.internal.link.ClientLink;
import io.tightwire.internal.link.ConnectionLimits;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.link.RawPeer;
import io.tightwire.internal.link.ServerLink;
import io.tightwire.internal.link.TcpLinkTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;

/** Encrypted connections keep the contract of all, and accept allowed keys only. */
public class CurveLinkTest extends TcpLinkTest {

  private static final String[] SERVER_PAIR = CurveKeys.generate();
  private static final String[] CLIENT_PAIR = CurveKeys.generate();
  private static final String[] OTHER_PAIR = CurveKeys.generate();

  /** A handshake that does not come to its end is over after this. */
  private static final ConnectionLimits IMPATIENT =
      new ConnectionLimits(100, 100, Duration.ofSeconds(1), 1 << 20);

  private final Set<String> allowed = ConcurrentHashMap.newKeySet();

  CurveLinkTest() {
    allowed.add(CLIENT_PAIR[0]);
  }

  @Override
  public CurveOptions serverKeys() {
    return CurveOptions.ofServer(SERVER_PAIR[0], SERVER_PAIR[1], allowed::contains);
  }

  @Override
  public CurveOptions clientKeys() {
    return client(CLIENT_PAIR, SERVER_PAIR[0]);
  }

  private static CurveOptions client(String[] pair, String serverKey) {
    return CurveOptions.ofClient(pair[0], pair[1], serverKey);
  }

  /** The frozen peer is a socket of JeroMQ's that is not read. */
  @Override
  public AutoCloseable connectAndFreeze(Endpoint bound) throws Exception {
    CountDownLatch thawed = new CountDownLatch(1);
    FakeAgent frozen =
        new FakeAgent() {
          @Override
          public void onConnected(Peer peer, long now) {
            peer.send(new byte[] {1});
          }

          @Override
          public void onMessage(Peer peer, byte[] message, long now) {
            try {
              thawed.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    ClientLink<Consumer<FakeAgent>> link =
        new ClientLink<>(bound, CLIENT.with(clientKeys()), frozen);
    link.start();
    return () -> {
      thawed.countDown();
      link.close(Duration.ZERO);
    };
  }

  private ServerLink<Consumer<FakeAgent>> start(FakeAgent agent) {
    return start(agent, IMPATIENT);
  }

  private ServerLink<Consumer<FakeAgent>> start(FakeAgent agent, ConnectionLimits limits) {
    LinkOptions options =
        new LinkOptions("test-curve", 1 << 20, 8 << 20, 8 << 20, limits, serverKeys());
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(options, agent);
    cleanups.add(() -> server.close(Duration.ZERO));
    server.start();
    return server;
  }

  /** Returns how a client with these keys fails. */
  private String failure(Endpoint bound, @Nullable CurveOptions keys) throws Exception {
    BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    FakeAgent agent =
        new FakeAgent() {
          @Override
          public void onRefused(Endpoint endpoint, String reason, long now) {
            refusals.add(reason);
          }

          @Override
          public void onDisconnected(Peer peer, DisconnectReason reason, long now) {
            refusals.add(reason.text());
          }

          @Override
          public void onFailed(Endpoint endpoint, DisconnectReason reason, long now) {
            refusals.add(reason.text());
          }
        };
    ClientLink<Consumer<FakeAgent>> link = new ClientLink<>(bound, CLIENT.with(keys), agent);
    cleanups.add(() -> link.close(Duration.ZERO));
    link.start();
    String failure = FakeAgent.next(refusals);
    assertThat(agent.received).isEmpty();
    return failure;
  }

  @Test
  void theServerKnowsTheClientsKey() throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = start(serving).bind(open());
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    client.post(a -> {});
    Peer toServer = FakeAgent.next(agent.connected);
    client.post(a -> send(toServer, "hello"));
    FakeAgent.Received hello = FakeAgent.next(serving.received);
    assertThat(hello.peer().key()).isEqualTo(CLIENT_PAIR[0]);
    assertThat(hello.peer().name()).contains("with key " + CLIENT_PAIR[0]).contains("127.0.0.1");
  }

  @Test
  void aKeyThatIsNotAllowedIsRefusedWithAReason() throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = start(serving).bind(open());
    assertThat(failure(bound, client(OTHER_PAIR, SERVER_PAIR[0])))
        .contains("does not allow the key " + OTHER_PAIR[0]);
    assertThat(serving.connected).isEmpty();
  }

  /** Its owner may not close it, and it counts for the limits. */
  @Test
  void aKeyThatIsNotAllowedIsDisconnectedOnceItWasToldSo() throws Exception {
    ConnectionLimits patient = new ConnectionLimits(100, 100, Duration.ofHours(1), 1 << 20);
    FakeAgent serving = new FakeAgent();
    Endpoint bound = start(serving, patient).bind(open());
    try (RawCurvePeer peer = new RawCurvePeer(bound, SERVER_PAIR[0])) {
      assertThat(peer.initiate(OTHER_PAIR, RawCurvePeer.property("Socket-Type", "DEALER")))
          .asString(US_ASCII)
          .isEqualTo("\5ERROR\3" + "400");
      peer.awaitEnd();
    }
    assertThat(serving.connected).isEmpty();
  }

  @Test
  void anotherServersKeyConnectsNowhere() throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = start(serving).bind(open());
    assertThat(failure(bound, client(CLIENT_PAIR, OTHER_PAIR[0]))).contains("public key");
    assertThat(serving.connected).isEmpty();
  }

  @Test
  void aClientWithoutKeysConnectsNowhere() throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = start(serving).bind(open());
    assertThat(failure(bound, null)).contains("CURVE");
    assertThat(serving.connected).isEmpty();
    try (RawPeer old = RawPeer.dial(bound)) {
      old.write(new byte[] {1, 0, 1, 0}); // ZMTP 1 has no keys
      old.awaitEnd();
    }
    assertThat(serving.connected).isEmpty();
  }

  @Test
  void aServerWithoutKeysIsNotConnectedTo() throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> plain = new ServerLink<>(SERVER, serving);
    cleanups.add(() -> plain.close(Duration.ZERO));
    Endpoint bound = plain.bind(open());
    plain.start();
    assertThat(failure(bound, clientKeys())).contains("public key");
    assertThat(serving.connected).isEmpty();
  }

  @Test
  void allowedKeysComeAndGoAtRunTime() throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = start(serving);
    Endpoint bound = server.bind(open());
    FakeAgent agent =
        new FakeAgent() {
          @Override
          public void onConnected(Peer peer, long now) {
            super.onConnected(peer, now);
            send(peer, "hello");
          }
        };
    client(bound, agent);
    FakeAgent.next(serving.received);

    allowed.remove(CLIENT_PAIR[0]);
    server.reviewKeys();
    assertThat(FakeAgent.next(serving.disconnected)).contains("not allowed any more");
    FakeAgent.next(agent.disconnected);
    assertThat(failure(bound, clientKeys())).contains("does not allow");
    assertThat(serving.received).isEmpty();

    allowed.add(CLIENT_PAIR[0]);
    FakeAgent.next(serving.received);
  }

  private static ChannelSource connected(Endpoint bound) throws IOException {
    ChannelSource source = new ChannelSource(CLIENT, () -> {});
    source.handOver(
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.port())));
    return source;
  }

  @Test
  void anEncryptedMessageOfSeveralPartsCostsItsSenderTheConnection() throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = start(serving).bind(open());
    Sockets sockets =
        new Sockets(new LinkOptions("hostile", 1 << 20, 1 << 20).with(clientKeys()), fault -> {});
    SocketBase hostile = sockets.create(connected(bound), clientKeys());
    assertThat(hostile.connect(ChannelSource.PLACEHOLDER)).isTrue();
    hostile.send(new Msg("known".getBytes(UTF_8)), 0);
    assertThat(FakeAgent.next(serving.received).bytes()).asString().isEqualTo("known");
    for (String part : new String[] {"first", "middle"}) {
      hostile.send(new Msg(part.getBytes(UTF_8)), ZMQ.ZMQ_SNDMORE);
    }
    hostile.send(new Msg("last".getBytes(UTF_8)), 0);
    assertThat(FakeAgent.next(serving.disconnected)).contains("several parts");
    assertThat(serving.received).isEmpty();
    sockets.discard(hostile, 0);
    sockets.terminate(false);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 199, 200, 201, 255})
  void aHandshakeOfGarbageIsDisconnected(int length) throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = start(serving).bind(open());
    byte[] garbage = new byte[length];
    new Random(length).nextBytes(garbage);
    byte[] name = "\5HELLO\1\0".getBytes(UTF_8);
    System.arraycopy(name, 0, garbage, 0, Math.min(name.length, length));
    try (RawPeer hostile = RawPeer.dial(bound)) {
      hostile.write(RawPeer.greeting("CURVE"));
      hostile.read(RawPeer.GREETING_SIZE);
      hostile.send(RawPeer.COMMAND, garbage);
      hostile.awaitEnd();
    }
    assertThat(serving.connected).isEmpty();
  }

  /** A peer that knows the server's public key can get this far. */
  @Test
  void anInitiateOfGarbageIsDisconnected() throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = start(serving).bind(open());
    try (RawCurvePeer hostile = new RawCurvePeer(bound, SERVER_PAIR[0])) {
      hostile.initiate(new byte[2_000]);
      hostile.awaitEnd();
    }
    assertThat(serving.connected).isEmpty();
  }

  /** Messages are assigned by connection. */
  @Test
  void peersOfOneRoutingIdAreServedIndependently() throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = start(serving).bind(open());
    byte[] same =
        RawCurvePeer.join(
            RawCurvePeer.property("Socket-Type", "DEALER"),
            RawCurvePeer.property("Identity", "same"));
    try (RawCurvePeer first = new RawCurvePeer(bound, SERVER_PAIR[0]);
        RawCurvePeer second = new RawCurvePeer(bound, SERVER_PAIR[0])) {
      first.initiate(CLIENT_PAIR, same);
      second.initiate(CLIENT_PAIR, same);
      first.send("first");
      FakeAgent.Received one = FakeAgent.next(serving.received);
      assertThat(one.bytes()).asString().isEqualTo("first");
      second.send("second");
      FakeAgent.Received two = FakeAgent.next(serving.received);
      assertThat(two.bytes()).asString().isEqualTo("second");
      assertThat(two.peer()).isNotSameAs(one.peer());
      first.send("again");
      assertThat(FakeAgent.next(serving.received).peer()).isSameAs(one.peer());
    }
  }

  @Test
  void aClaimedUserIdIsNoKey() throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = start(serving).bind(open());
    byte[] claim =
        RawCurvePeer.join(
            RawCurvePeer.property("Socket-Type", "DEALER"),
            RawCurvePeer.property("User-Id", OTHER_PAIR[0]));
    try (RawCurvePeer pretender = new RawCurvePeer(bound, SERVER_PAIR[0])) {
      pretender.initiate(CLIENT_PAIR, claim);
      pretender.send("hello");
      FakeAgent.Received hello = FakeAgent.next(serving.received);
      assertThat(hello.bytes()).asString().isEqualTo("hello");
      assertThat(hello.peer().key()).isEqualTo(CLIENT_PAIR[0]);
    }
    try (RawCurvePeer stranger = new RawCurvePeer(bound, SERVER_PAIR[0])) {
      stranger.initiate(OTHER_PAIR, RawCurvePeer.property("User-Id", CLIENT_PAIR[0]));
      stranger.awaitEnd();
    }
    assertThat(serving.received).isEmpty();
  }

  @Test
  void inprocIsRefused() {
    ServerLink<Consumer<FakeAgent>> server = server(new FakeAgent());
    assertThatThrownBy(() -> server.bind(Endpoint.parse("inproc://*")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no keys to check");
  }

  /** Small ones are encrypted and decrypted by the loop, large ones by workers. */
  @Test
  void messagesOfAllSizesKeepTheirOrderBothWays() throws Exception {
    Endpoint bound = start(echo()).bind(open());
    Random random = new Random(5);
    List<byte[]> messages = new ArrayList<>();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 300; i++) {
      byte[] message = new byte[random.nextInt(i % 10 == 0 ? 200_000 : 500)];
      random.nextBytes(message);
      messages.add(message);
      all.writeBytes(message);
    }
    FakeAgent[] agents = {new FakeAgent(), new FakeAgent()};
    for (FakeAgent agent : agents) {
      ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
      Peer toServer = FakeAgent.next(agent.connected);
      client.post(a -> messages.forEach(message -> toServer.send(message, message.length)));
    }
    for (FakeAgent agent : agents) {
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      while (received.size() < all.size()) { // several may be packed into one
        received.writeBytes(FakeAgent.next(agent.received).bytes());
      }
      assertThat(Arrays.equals(received.toByteArray(), all.toByteArray())).isTrue();
    }
  }

  @Test
  void connectionsAboveTheLimitAreClosedAndPlacesComeBack() throws Exception {
    LinkOptions options =
        new LinkOptions(
            "test-curve-limit",
            1 << 20,
            8 << 20,
            8 << 20,
            new ConnectionLimits(2, 2, Duration.ofSeconds(30), 1 << 20),
            serverKeys());
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(options, serving);
    cleanups.add(() -> server.close(Duration.ZERO));
    Endpoint bound = server.bind(open());
    server.start();
    RawCurvePeer first = new RawCurvePeer(bound, SERVER_PAIR[0]);
    try (RawCurvePeer second = new RawCurvePeer(bound, SERVER_PAIR[0])) {
      try (RawPeer third = RawPeer.dial(bound)) {
        third.awaitEnd();
      }
      first.close();
      second.initiate(CLIENT_PAIR, RawCurvePeer.property("Socket-Type", "DEALER"));
      second.send("still there");
      assertThat(FakeAgent.next(serving.received).bytes()).asString().isEqualTo("still there");
      await()
          .atMost(Duration.ofSeconds(FakeAgent.LIMIT_SECONDS))
          .ignoreExceptions()
          .until(
              () -> {
                new RawCurvePeer(bound, SERVER_PAIR[0]).close();
                return true;
              });
    }
  }

  /** Some of them are decrypted by the loop, others by workers. */
  @Test
  void manyMessagesInOneReadArriveWholeAndInOrder() throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = start(serving).bind(open());
    Sockets sockets =
        new Sockets(new LinkOptions("dealer", 1 << 20, 1 << 20).with(clientKeys()), fault -> {});
    SocketBase dealer = sockets.create(connected(bound), clientKeys());
    assertThat(dealer.connect(ChannelSource.PLACEHOLDER)).isTrue();
    for (int i = 0; i < 20_000; i++) {
      dealer.send(new Msg(ByteBuffer.allocate(4).putInt(i).array()), 0);
    }
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = FakeAgent.next(serving.received).bytes();
      assertThat(bytes).hasSize(4);
      assertThat(ByteBuffer.wrap(bytes).getInt()).isEqualTo(i);
    }
    sockets.discard(dealer, 0);
    sockets.terminate(false);
  }
}
