package io.tightwire.internal.link;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile peers must not disturb well-behaved ones. */
@Timeout(120)
class HostilePeerTest {

  /** A client is known to have been there for less than this. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final int PLACES = 12;

  private static final LinkOptions OPTIONS =
      new LinkOptions(
          "test-hostile",
          1 << 20,
          8 << 20,
          8 << 20,
          new ConnectionLimits(PLACES, PLACES, PATIENCE, 16 << 10),
          null);

  private final List<Runnable> cleanups = new ArrayList<>();
  private final FakeAgent serving =
      new FakeAgent() {
        @Override
        public void onMessage(Peer peer, byte[] message, long now) {
          super.onMessage(peer, message, now);
          peer.send(message, message.length);
        }
      };
  private final FakeAgent decent = new FakeAgent();
  private final ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, serving);
  private Endpoint endpoint = Endpoint.parse("tcp://127.0.0.1:*");

  @BeforeEach
  void serve() throws Exception {
    cleanups.add(() -> server.close(Duration.ZERO));
    endpoint = server.bind(endpoint);
    server.start();
    ClientLink<Consumer<FakeAgent>> client = new ClientLink<>(endpoint, OPTIONS, decent);
    cleanups.add(() -> client.close(Duration.ZERO));
    client.start();
    FakeAgent.next(decent.connected);
    roundTrip(client);
    cleanups.add(
        () -> {
          assertThat(serving.failure).isNull();
          assertThat(decent.disconnected).isEmpty();
          roundTrip(client);
        });
  }

  /** Each test ends with this: the decent client has seen nothing, and a new one is served. */
  @AfterEach
  void otherClientsAreServedAsBefore() throws Exception {
    FakeAgent fresh = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = new ClientLink<>(endpoint, OPTIONS, fresh);
    client.start();
    FakeAgent.next(fresh.connected);
    roundTrip(client, fresh);
    client.close(Duration.ZERO);
    for (int i = cleanups.size() - 1; i >= 0; i--) {
      cleanups.get(i).run();
    }
  }

  private void roundTrip(ClientLink<Consumer<FakeAgent>> client) {
    roundTrip(client, decent);
  }

  private static void roundTrip(ClientLink<Consumer<FakeAgent>> client, FakeAgent agent) {
    client.post(a -> a.peers.forEach(peer -> LinkContract.send(peer, "ping")));
    try {
      assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("ping");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void makeKnown(RawPeer peer) throws IOException {
    peer.send("known".getBytes(UTF_8));
    assertThat(peer.read(7)).endsWith("known".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0x8000_0000_7fff_ffffL, 0xffff_ffff_8000_0000L})
  void anImpossibleLengthCostsJustItsSender(long length) throws Exception {
    try (RawPeer hostile = RawPeer.connect(endpoint)) {
      makeKnown(hostile);
      hostile.announce(length);
      hostile.awaitEnd();
    }
    assertThat(FakeAgent.next(serving.disconnected)).contains("impossible length");
  }

  @ParameterizedTest
  @ValueSource(longs = {(1 << 20) + 1, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
  void aLengthOverTheLimitCostsJustItsSender(long length) throws Exception {
    try (RawPeer hostile = RawPeer.connect(endpoint)) {
      hostile.announce(length);
      hostile.awaitEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {RawPeer.LARGE, RawPeer.LARGE | RawPeer.COMMAND, RawPeer.LARGE | RawPeer.MORE})
  void aNegativeLengthOfFewBytesIsNotTakenForThem(int flags) throws Exception {
    try (RawPeer hostile = RawPeer.connect(endpoint)) {
      makeKnown(hostile);
      serving.received.clear();
      hostile.write(
          ByteBuffer.allocate(9 + 23).put((byte) flags).putLong(0x8000_0000_0000_0017L).array());
      hostile.awaitEnd();
    }
    assertThat(FakeAgent.next(serving.disconnected)).contains("impossible length");
    assertThat(serving.received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 0x10, 0x20, 0x40, 0x80, 0x87, RawPeer.COMMAND | RawPeer.MORE})
  void flagsThatZmtpDoesNotKnowCostJustTheirSender(int flags) throws Exception {
    try (RawPeer hostile = RawPeer.connect(endpoint)) {
      makeKnown(hostile);
      serving.received.clear();
      hostile.send(flags, new byte[23]);
      hostile.awaitEnd();
    }
    assertThat(FakeAgent.next(serving.disconnected)).contains("flags");
    assertThat(serving.received).isEmpty();
  }

  @Test
  void aLargeCommandCostsJustItsSender() throws Exception {
    try (RawPeer hostile = RawPeer.connect(endpoint)) {
      makeKnown(hostile);
      hostile.write(ByteBuffer.allocate(9).put((byte) 6).putLong(OPTIONS.maxMessageSize()).array());
      hostile.awaitEnd();
    }
    assertThat(FakeAgent.next(serving.disconnected)).contains("command");
  }

  @Test
  void announcedBytesKeepNoPeerOut() throws Exception {
    List<RawPeer> highWatermark = new ArrayList<>();
    for (int i = 0; i < PLACES - 2; i++) {
      RawPeer hostile = RawPeer.connect(endpoint);
      highWatermark.add(hostile);
      makeKnown(hostile);
      hostile.announce(1 << 20);
    }
    try (RawPeer another = RawPeer.connect(endpoint)) {
      makeKnown(another);
      sendAndReceive(another, 1 << 20);
    }
    for (RawPeer slow : highWatermark) {
      slow.write(new byte[1 << 20]);
      assertThat(slow.read(9 + (1 << 20))).endsWith(new byte[9]);
      slow.close();
    }
  }

  /** Together they have begun more than fits; whose turn it is can be ended nevertheless. */
  @Test
  void largeMessagesThatDoNotFitTogetherWaitForOneAnother() throws Exception {
    int most = 1000 << 10;
    List<RawPeer> highWatermark = new ArrayList<>();
    for (int i = 0; i < PLACES - 1; i++) {
      RawPeer peer = RawPeer.connect(endpoint);
      highWatermark.add(peer);
      makeKnown(peer);
      peer.announce(1 << 20);
      peer.write(new byte[most]);
    }
    for (RawPeer peer : highWatermark) {
      peer.write(new byte[(1 << 20) - most]);
    }
    for (RawPeer peer : highWatermark) {
      assertThat(peer.read(9 + (1 << 20))).endsWith(new byte[9]);
      peer.close();
    }
  }

  /** An echo. */
  private static void sendAndReceive(RawPeer peer, int size) throws IOException {
    peer.announce(size);
    peer.write(new byte[size]);
    assertThat(peer.read(9 + size)).endsWith(new byte[9]);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0x8000_0000_7fff_ffffL, Long.MAX_VALUE})
  void aHostileServerIsDisconnected(long length) throws Exception {
    try (ServerSocketChannel listener = listen()) {
      FakeAgent agent = new FakeAgent();
      try (RawPeer hostile = accept(listener, agent)) {
        hostile.shakeHands("ROUTER");
        FakeAgent.next(agent.connected);
        hostile.announce(length);
        FakeAgent.next(agent.disconnected);
      }
      try (RawPeer again = new RawPeer(listener.accept())) {
        again.shakeHands("ROUTER");
        FakeAgent.next(agent.connected);
        again.send("welcome back".getBytes(UTF_8));
        assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("welcome back");
      }
    }
  }

  @Test
  void aMalformedHandshakeOfAServerIsRetried() throws Exception {
    try (ServerSocketChannel listener = listen()) {
      FakeAgent agent = new FakeAgent();
      try (RawPeer hostile = accept(listener, agent)) {
        hostile.write(RawPeer.greeting());
        hostile.read(RawPeer.GREETING_SIZE);
        hostile.send(RawPeer.COMMAND, "\4WHAT".getBytes(UTF_8));
        hostile.awaitEnd();
      }
      try (RawPeer silent = new RawPeer(listener.accept())) {
        silent.awaitEnd(); // it says nothing, so the handshake's time is up
      }
      try (RawPeer again = new RawPeer(listener.accept())) {
        again.shakeHands("ROUTER");
        again.send("at last".getBytes(UTF_8));
        assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("at last");
      }
    }
  }

  private static ServerSocketChannel listen() throws IOException {
    return ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private RawPeer accept(ServerSocketChannel listener, FakeAgent agent) throws IOException {
    int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
    ClientLink<Consumer<FakeAgent>> client =
        new ClientLink<>(Endpoint.parse("tcp://127.0.0.1:" + port), OPTIONS, agent);
    cleanups.add(() -> client.close(Duration.ZERO));
    client.start();
    return new RawPeer(listener.accept());
  }

  @Test
  void messagesOfSeveralPartsAreDropped() throws Exception {
    serving.received.clear();
    try (RawPeer hostile = RawPeer.connect(endpoint)) {
      hostile.send(RawPeer.MORE, "first".getBytes(UTF_8));
      for (int i = 0; i < 5_000; i++) {
        hostile.send(RawPeer.MORE, "middle".getBytes(UTF_8));
      }
      hostile.send("last".getBytes(UTF_8));
      hostile.send("alone".getBytes(UTF_8));
      assertThat(FakeAgent.next(serving.received).bytes()).asString().isEqualTo("alone");
    }
  }

  @Test
  void partsOfLargeSizeAreDropped() throws Exception {
    try (RawPeer hostile = RawPeer.connect(endpoint)) {
      makeKnown(hostile);
      byte[] part = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        hostile.write(new byte[] {RawPeer.LARGE | RawPeer.MORE, 0, 0, 0, 0, 0, 16, 0, 0});
        hostile.write(part);
      }
      hostile.send("end".getBytes(UTF_8));
      hostile.send("alone".getBytes(UTF_8));
      assertThat(hostile.read(7)).endsWith("alone".getBytes(UTF_8));
    }
  }

  @Test
  void garbageInsteadOfAGreetingCostsJustItsSender() throws Exception {
    for (String garbage : List.of("GET / HTTP/1.1\r\n\r\n", "\0", "\u00ff".repeat(200), "\1\0")) {
      try (RawPeer hostile = RawPeer.dial(endpoint)) {
        hostile.write(garbage.getBytes(ISO_8859_1));
      }
    }
    try (RawPeer hostile = RawPeer.dial(endpoint)) {
      hostile.awaitEnd(); // it says nothing, so the handshake's time is up
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\4PING", "\4PING\0", "\5READY", ""})
  void aCommandThatIsCutOffCostsItsSenderTheConnection(String command) throws Exception {
    for (int i = 0; i < PLACES + 2; i++) { // or those before would take up all the places
      try (RawPeer hostile = RawPeer.connect(endpoint)) {
        hostile.send(RawPeer.COMMAND, command.getBytes(UTF_8));
        hostile.awaitEnd(); // immediately, or for its silence
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0", // ZMTP 1: a message of no bytes
        "\1\0", // ZMTP 1: an empty routing id
        "\u00ff\0\0\0\0\0\0\0\1\0", // ZMTP 1, in long form
        "\u00ff\0\0\0\0\0\0\0\1\u007f\0\5", // ZMTP 2.0
        "\u00ff\0\0\0\0\0\0\0\1\u007f\1\5\0\0", // ZMTP 2.1, and a routing id
        "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\26\3\1\2\0\1\0\1\u00fc\3\3", // TLS
      })
  void peerWithoutZmtp3IsDisconnected(String greeting) throws Exception {
    serving.received.clear();
    try (RawPeer hostile = RawPeer.dial(endpoint)) {
      hostile.write(greeting.getBytes(ISO_8859_1));
      hostile.awaitEnd();
    }
    assertThat(serving.received).isEmpty();
  }

  /** The handshake's own timer stops with the greeting. */
  @Test
  void aHandshakeThatStallsIsDisconnected() throws Exception {
    try (RawPeer greeted = RawPeer.dial(endpoint);
        RawPeer shaken = RawPeer.connect(endpoint);
        RawPeer dribbling = RawPeer.dial(endpoint)) {
      greeted.write(RawPeer.greeting());
      dribbling.write(RawPeer.greeting());
      dribbling.write(new byte[] {RawPeer.LARGE | RawPeer.COMMAND, 0, 0, 0, 0, 0, 0, 8, 0});
      dribbling.dribbleUntilItEnds(2000);
      greeted.awaitEnd();
      shaken.awaitEnd();
    }
  }

  @Test
  void peersOfOneRoutingIdAreServedIndependently() throws Exception {
    try (RawPeer first = RawPeer.dial(endpoint).shakeHands("DEALER", "same");
        RawPeer second = RawPeer.dial(endpoint).shakeHands("DEALER", "same")) {
      for (int i = 0; i < 3; i++) {
        first.send("first".getBytes(UTF_8));
        second.send("other".getBytes(UTF_8));
        assertThat(first.read(7)).endsWith("first".getBytes(UTF_8));
        assertThat(second.read(7)).endsWith("other".getBytes(UTF_8));
      }
    }
  }

  /** ZMTP's own commands are read, and come to nothing. */
  @Test
  void aFloodOfCommandsIsDisconnected() throws Exception {
    try (RawPeer hostile = RawPeer.connect(endpoint)) {
      makeKnown(hostile);
      byte[] commands = new byte[6 * 100];
      for (int i = 0; i < commands.length; i += 6) {
        System.arraycopy(new byte[] {RawPeer.COMMAND, 4, 3, 'X', 'Y', 'Z'}, 0, commands, i, 6);
      }
      hostile.floodUntilItEnds(commands, 64 << 20);
    }
    assertThat(FakeAgent.next(serving.disconnected)).contains("more than the largest message");
  }

  @Test
  void connectionsAreLimited() throws Exception {
    List<RawPeer> highWatermark = new ArrayList<>();
    for (int i = 0; i < PLACES - 1; i++) {
      RawPeer known = RawPeer.connect(endpoint);
      makeKnown(known);
      highWatermark.add(known);
    }
    assertThatIOException()
        .isThrownBy(
            () -> {
              try (RawPeer surplus = RawPeer.connect(endpoint)) {
                makeKnown(surplus);
              }
            });
    for (RawPeer known : highWatermark) {
      known.send("still".getBytes(UTF_8));
      assertThat(known.read(7)).endsWith("still".getBytes(UTF_8));
      known.close(); // and leaves a place for the new client at the end
    }
  }

  @Test
  void aPeerThatReadsNothingIsStalled() throws Exception {
    try (RawPeer frozen = RawPeer.connect(endpoint)) {
      makeKnown(frozen);
      Peer peer = serving.peers.get(serving.peers.size() - 1);
      BlockingQueue<Boolean> stalls = new LinkedBlockingQueue<>();
      server.post(agent -> stalls.add(peer.isStalled(System.nanoTime(), 0)));
      assertThat(FakeAgent.next(stalls)).isFalse();
      await()
          .atMost(Duration.ofSeconds(FakeAgent.LIMIT_SECONDS))
          .until(
              () -> {
                server.post(
                    agent -> {
                      while (peer.isWritable()) {
                        peer.send(new byte[1 << 18]);
                      }
                      stalls.add(peer.isStalled(System.nanoTime(), 1_000_000));
                    });
                return FakeAgent.next(stalls);
              });
    }
  }

  /** Mutations of a handshake and a message, at each of their layers. */
  @Test
  void mutatedHandshakesCostJustTheirSender() throws Exception {
    ByteBuffer all = ByteBuffer.allocate(1024).put(RawPeer.greeting());
    all.put(RawPeer.ready("DEALER", "me"));
    all.put(new byte[] {0, 2, 'h', 'i'})
        .put(new byte[] {RawPeer.COMMAND, 7, 4})
        .put("PING".getBytes(UTF_8));
    all.put(new byte[] {0, 0}).put(new byte[] {RawPeer.LARGE, 0, 0, 0, 0, 0, 0, 0, 2, 'y', 'o'});
    byte[] decentBytes = Arrays.copyOf(all.array(), all.position());
    for (int seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = decentBytes.clone();
      for (int mutations = 1 + random.nextInt(4); mutations > 0; mutations--) {
        int where = random.nextInt(bytes.length);
        switch (random.nextInt(4)) {
          case 0 -> bytes[where] = (byte) random.nextInt();
          case 1 -> bytes[where] ^= (byte) (1 << random.nextInt(8));
          case 2 -> bytes = Arrays.copyOf(bytes, where + 1);
          default -> {
            int many = Math.min(bytes.length - where, 1 + random.nextInt(9));
            byte[] noise = new byte[many];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, where, many);
          }
        }
      }
      try (RawPeer hostile = RawPeer.dial(endpoint)) {
        hostile.write(bytes);
        hostile.shutdownOutput();
        hostile.awaitEnd();
      } catch (IOException e) {
        // It was hung up on before it was done.
      }
    }
  }

  @Test
  void messagesOfAnyBytesAreMessages() throws Exception {
    try (RawPeer hostile = RawPeer.connect(endpoint)) {
      serving.disconnected.clear();
      hostile.send(new byte[16]);
      assertThat(hostile.read(18)).endsWith(new byte[16]);
    }
    assertThat(serving.disconnected.poll(FakeAgent.LIMIT_SECONDS, SECONDS)).contains("lost");
  }
}
