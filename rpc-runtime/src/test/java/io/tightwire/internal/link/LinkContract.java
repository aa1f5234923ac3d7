package io.tightwire.internal.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract that every transport keeps. */
@Timeout(120)
public abstract class LinkContract {

  public static final Duration LINGER = Duration.ofSeconds(20);
  private static final Duration LIMIT = Duration.ofSeconds(FakeAgent.LIMIT_SECONDS);

  public static final LinkOptions CLIENT = new LinkOptions("test-client", 16 << 20, 64 << 20);

  /** In these tests no peer must send a HELLO first. */
  private static final ConnectionLimits LIMITS =
      new ConnectionLimits(8192, 8192, Duration.ofSeconds(30), 16 << 20);

  public static final LinkOptions SERVER =
      new LinkOptions("test-server", 16 << 20, 64 << 20, 256 << 20, LIMITS, null);

  public final List<Runnable> cleanups = new ArrayList<>();

  /** Returns an endpoint that the system completes when it is bound. */
  public abstract Endpoint open() throws IOException;

  /** Returns a free, concrete endpoint. */
  public abstract Endpoint concrete() throws IOException;

  /** Returns the text of a failed attempt to connect where no server listens. */
  public abstract String nobodyThere();

  /** Returns the server's keys; null for none. */
  public @Nullable CurveOptions serverKeys() {
    return null;
  }

  /** Returns the clients' keys; null for none. */
  public @Nullable CurveOptions clientKeys() {
    return null;
  }

  /** Connects, sends something, and then reads nothing. */
  public AutoCloseable connectAndFreeze(Endpoint bound) throws Exception {
    RawPeer frozen = RawPeer.connect(bound);
    frozen.send(new byte[] {1});
    return frozen;
  }

  @AfterEach
  public void closeAll() {
    for (int i = cleanups.size() - 1; i >= 0; i--) {
      cleanups.get(i).run();
    }
  }

  public ServerLink<Consumer<FakeAgent>> server(FakeAgent agent) {
    ServerLink<Consumer<FakeAgent>> link = new ServerLink<>(SERVER.with(serverKeys()), agent);
    cleanups.add(() -> link.close(Duration.ZERO));
    return link;
  }

  public ClientLink<Consumer<FakeAgent>> client(Endpoint endpoint, FakeAgent agent) {
    ClientLink<Consumer<FakeAgent>> link =
        new ClientLink<>(endpoint, CLIENT.with(clientKeys()), agent);
    cleanups.add(() -> link.close(Duration.ZERO));
    link.start();
    return link;
  }

  public static FakeAgent echo() {
    return new FakeAgent() {
      @Override
      public void onMessage(Peer peer, byte[] message, long now) {
        peer.send(message, message.length);
      }
    };
  }

  public static void send(Peer peer, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    peer.send(bytes, bytes.length);
  }

  /** A client that is connected to a server which returns each message. */
  private final class Echo {
    final ServerLink<Consumer<FakeAgent>> server = server(echo());
    final FakeAgent agent = new FakeAgent();
    final ClientLink<Consumer<FakeAgent>> client;
    final Peer peer;

    Echo() throws Exception {
      Endpoint bound = server.bind(open());
      server.start();
      client = client(bound, agent);
      peer = FakeAgent.next(agent.connected);
    }
  }

  @Test
  public void echoes() throws Exception {
    Echo echo = new Echo();
    assertThat(echo.client.post(a -> send(echo.peer, "hello"))).isTrue();
    assertThat(FakeAgent.next(echo.agent.received).bytes()).asString().isEqualTo("hello");
    echo.client.close(LINGER);
    assertThat(echo.agent.failure).isNull();
  }

  /** Nor is the last message of a connection kept, though no other one follows it. */
  @ParameterizedTest
  @ValueSource(ints = {100, 20_000, 3 << 20})
  public void messageIsNotKeptOnceItWasHandedOver(int size) throws Exception {
    BlockingQueue<WeakReference<byte[]>> handedOver = new LinkedBlockingQueue<>();
    ServerLink<Consumer<FakeAgent>> server =
        server(
            new FakeAgent() {
              @Override
              public void onMessage(Peer peer, byte[] message, long now) {
                handedOver.add(new WeakReference<>(message));
                peer.send(new byte[message.length]);
              }
            });
    Endpoint bound = server.bind(open());
    server.start();
    FakeAgent agent =
        new FakeAgent() {
          @Override
          public void onMessage(Peer peer, byte[] message, long now) {
            handedOver.add(new WeakReference<>(message));
          }
        };
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer peer = FakeAgent.next(agent.connected);
    client.post(a -> peer.send(new byte[size]));
    WeakReference<byte[]> atServer = FakeAgent.next(handedOver);
    WeakReference<byte[]> atClient = FakeAgent.next(handedOver);
    await()
        .atMost(Duration.ofSeconds(FakeAgent.LIMIT_SECONDS))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(atServer.get() == null).as("gone at the server").isTrue();
              assertThat(atClient.get() == null).as("gone at the client").isTrue();
            });
  }

  @Test
  public void attemptsThatFailSayWhyUntilOneSucceeds() throws Exception {
    Endpoint endpoint = concrete();
    FakeAgent agent = new FakeAgent();
    client(endpoint, agent);
    String first = FakeAgent.next(agent.failed);
    assertThat(first).contains(nobodyThere());

    ServerLink<Consumer<FakeAgent>> server = server(echo());
    server.bind(endpoint);
    server.start();
    FakeAgent.next(agent.connected);
    assertThat(agent.failed).as("reported once").doesNotContain(first);
  }

  @Test
  public void orderIsKeptAndCoalescedFramesArriveWhole() throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = server(serving);
    Endpoint bound = server.bind(open());
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer peer = FakeAgent.next(agent.connected);
    int frames = 20_000;
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int i = 0; i < frames; i++) {
      byte[] frame = ByteBuffer.allocate(4 + i % 97).putInt(i).array();
      expected.write(frame);
      client.post(a -> peer.send(frame, frame.length));
    }
    ByteArrayOutputStream actual = new ByteArrayOutputStream();
    int messages = 0;
    while (actual.size() < expected.size()) {
      byte[] bytes = FakeAgent.next(serving.received).bytes();
      assertThat(bytes.length).isBetween(4, Outbox.PACK);
      actual.write(bytes);
      messages++;
    }
    assertThat(actual.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(messages).isLessThan(frames);
  }

  @Test
  public void framesQueuedInOnePassTravelInOneMessage() throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = server(serving);
    Endpoint bound = server.bind(open());
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer peer = FakeAgent.next(agent.connected);
    client.post(
        a -> {
          send(peer, "one ");
          peer.send(new byte[] {'t', 'w', 'o', 'x', 'x'}, 3);
          peer.send(new byte[Outbox.PACK], Outbox.PACK - 7);
          peer.send(new byte[Outbox.PACK + 9], Outbox.PACK + 9);
          send(peer, "last");
        });
    byte[] packed = FakeAgent.next(serving.received).bytes();
    assertThat(packed).hasSize(Outbox.PACK).startsWith("one two".getBytes(UTF_8));
    assertThat(FakeAgent.next(serving.received).bytes()).hasSize(Outbox.PACK + 9);
    assertThat(FakeAgent.next(serving.received).bytes()).asString().isEqualTo("last");
  }

  @Test
  public void largeMessagesArrive() throws Exception {
    Echo echo = new Echo();
    for (int megabytes : new int[] {1, 3, 8}) {
      byte[] large = new byte[megabytes << 20];
      new Random(megabytes).nextBytes(large);
      echo.client.post(a -> echo.peer.send(Arrays.copyOf(large, large.length + 5), large.length));
      assertThat(FakeAgent.next(echo.agent.received).bytes()).isEqualTo(large);
    }
  }

  /** More than the system's buffers hold: some must wait until others have left. */
  @Test
  public void largeMessagesThatAreSentTogetherArriveInOrder() throws Exception {
    Echo echo = new Echo();
    echo.client.post(
        a -> {
          for (int i = 1; i <= 8; i++) {
            echo.peer.send(new byte[(4 << 20) + i]);
          }
        });
    for (int i = 1; i <= 8; i++) {
      assertThat(FakeAgent.next(echo.agent.received).bytes()).hasSize((4 << 20) + i);
    }
  }

  /** Each side has commands in every pass, so that it never waits for its sockets. */
  @Test
  public void linksThatHaveWorkAllTheTimeReadToo() throws Exception {
    Echo echo = new Echo();
    AtomicBoolean over = new AtomicBoolean();
    keepBusy(echo.server::post, over);
    keepBusy(echo.client::post, over);
    for (int i = 0; i < 3; i++) {
      echo.client.post(a -> send(echo.peer, "hello"));
      assertThat(FakeAgent.next(echo.agent.received).bytes()).asString().isEqualTo("hello");
    }
    over.set(true);
  }

  private static void keepBusy(Predicate<Consumer<FakeAgent>> post, AtomicBoolean over) {
    boolean unused =
        post.test(
            agent -> {
              if (!over.get()) {
                keepBusy(post, over);
              }
            });
  }

  @Test
  public void aClientMayStartBeforeItsServer() throws Exception {
    Endpoint endpoint = concrete();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(endpoint, agent);
    CountDownLatch passed = new CountDownLatch(1);
    client.post(a -> passed.countDown());
    assertThat(passed.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(agent.connected).isEmpty();
    ServerLink<Consumer<FakeAgent>> server = server(echo());
    server.bind(endpoint);
    server.start();
    Peer peer = FakeAgent.next(agent.connected);
    client.post(a -> send(peer, "at last"));
    assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("at last");
  }

  @Test
  public void aRestartedServerIsANewPeerAndGetsNothingOfTheOld() throws Exception {
    Endpoint endpoint = concrete();
    FakeAgent first = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = server(first);
    server.bind(endpoint);
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(endpoint, agent);
    Peer old = FakeAgent.next(agent.connected);
    client.post(a -> send(old, "first"));
    FakeAgent.next(first.received);
    server.close(Duration.ZERO);
    assertThat(FakeAgent.next(agent.disconnected)).contains("lost");
    client.post(a -> send(old, "for the old one"));

    FakeAgent second = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> again = server(second);
    again.bind(endpoint);
    again.start();
    Peer renewed = FakeAgent.next(agent.connected);
    assertThat(renewed).isNotSameAs(old);
    client.post(
        a -> {
          send(old, "for the old one");
          send(renewed, "for the new one");
        });
    assertThat(FakeAgent.next(second.received).bytes()).asString().isEqualTo("for the new one");
    assertThat(second.received).isEmpty();
  }

  @Test
  public void framesSentWhileTheServerWasAwayAreNotDeliveredToItsSuccessor() throws Exception {
    Endpoint endpoint = concrete();
    FakeAgent first = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = server(first);
    server.bind(endpoint);
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(endpoint, agent);
    Peer old = FakeAgent.next(agent.connected);
    client.post(a -> send(old, "first"));
    FakeAgent.next(first.received);
    CountDownLatch restarted = new CountDownLatch(1);
    client.post(
        a -> {
          try {
            restarted.await(); // so that the loop does not know of the loss yet
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          send(old, "stale");
        });
    server.close(Duration.ZERO);
    FakeAgent second = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> again = server(second);
    again.bind(endpoint);
    again.start();
    for (int i = 0; i < 20; i++) { // by now an automatic reconnect would have happened
      FakeAgent probe = new FakeAgent();
      ClientLink<Consumer<FakeAgent>> probing = client(endpoint, probe);
      Peer peer = FakeAgent.next(probe.connected);
      probing.post(a -> send(peer, "probe"));
      assertThat(FakeAgent.next(second.received).bytes()).asString().isEqualTo("probe");
      probing.close(Duration.ZERO);
    }
    restarted.countDown();
    Peer renewed = FakeAgent.next(agent.connected);
    client.post(a -> send(renewed, "fresh"));
    assertThat(FakeAgent.next(second.received).bytes()).asString().isEqualTo("fresh");
  }

  @Test
  public void framesThatAServerSentBeforeItClosedArrive() throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = server(serving);
    Endpoint bound = server.bind(open());
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer peer = FakeAgent.next(agent.connected);
    client.post(a -> send(peer, "hello"));
    Peer back = FakeAgent.next(serving.received).peer();
    int frames = 300;
    server.post(
        a -> {
          for (int i = 0; i < frames; i++) {
            back.send(new byte[50_000], 50_000);
          }
        });
    server.close(LINGER);
    long got = 0;
    while (got < frames * 50_000L) {
      got += FakeAgent.next(agent.received).bytes().length;
    }
    assertThat(got).isEqualTo(frames * 50_000L);
    FakeAgent.next(agent.disconnected);
  }

  @Test
  public void closingAClientFlushesQueuedFrames() throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = server(serving);
    Endpoint bound = server.bind(open());
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer peer = FakeAgent.next(agent.connected);
    int frames = 300;
    for (int i = 0; i < frames; i++) {
      client.post(a -> peer.send(new byte[40_000], 40_000));
    }
    client.close(LINGER);
    long got = 0;
    while (got < frames * 40_000L) {
      got += FakeAgent.next(serving.received).bytes().length;
    }
    assertThat(got).isEqualTo(frames * 40_000L);
  }

  @Test
  public void everyAcceptedCommandIsDeliveredAndNoneAfterClose() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(new FakeAgent());
    Endpoint bound = server.bind(open());
    server.start();
    for (int round = 0; round < 10; round++) {
      FakeAgent agent = new FakeAgent();
      ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
      AtomicInteger accepted = new AtomicInteger();
      AtomicInteger delivered = new AtomicInteger();
      // Bounded as a client's pending calls are: threads that post can outrun the loop by far.
      Semaphore undelivered = new Semaphore(1_000);
      Consumer<FakeAgent> deliver =
          a -> {
            delivered.incrementAndGet();
            undelivered.release();
          };
      List<Thread> posters = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Thread poster =
            new Thread(
                () -> {
                  while (true) {
                    undelivered.acquireUninterruptibly();
                    if (!client.post(deliver)) {
                      return;
                    }
                    accepted.incrementAndGet();
                  }
                });
        poster.start();
        posters.add(poster);
      }
      client.close(Duration.ZERO);
      for (Thread poster : posters) {
        poster.join();
      }
      assertThat(delivered.get()).isEqualTo(accepted.get());
      assertThat(client.post(deliver)).isFalse();
      assertThat(agent.closed.getCount()).isZero();
    }
  }

  @Test
  public void theDeathOfAClientIsNoticed() throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = server(serving);
    Endpoint bound = server.bind(open());
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer peer = FakeAgent.next(agent.connected);
    client.post(a -> send(peer, "hello"));
    Peer seen = FakeAgent.next(serving.connected);
    assertThat(seen.endpoint()).isEqualTo(bound);
    client.close(Duration.ZERO);
    assertThat(FakeAgent.next(serving.disconnected)).contains("lost");
    server.post(a -> send(seen, "into the void"));
    assertThat(serving.peers).isEmpty();
  }

  @Test
  public void aDroppedPeerIsCutOffOnBothSides() throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = server(serving);
    Endpoint bound = server.bind(open());
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer peer = FakeAgent.next(agent.connected);
    client.post(a -> send(peer, "hello"));
    Peer seen = FakeAgent.next(serving.connected);
    server.post(a -> seen.drop("bad manners"));
    assertThat(FakeAgent.next(serving.disconnected)).isEqualTo("bad manners");
    assertThat(FakeAgent.next(agent.disconnected)).contains("lost");

    Peer second = FakeAgent.next(agent.connected);
    client.post(a -> second.drop("had enough"));
    assertThat(FakeAgent.next(agent.disconnected)).isEqualTo("had enough");
    Peer third = FakeAgent.next(agent.connected);
    client.post(a -> send(third, "again"));
    assertThat(FakeAgent.next(serving.connected)).isNotSameAs(seen);
  }

  @Test
  public void manyFreshConnectsAllSucceed() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(echo());
    Endpoint bound = server.bind(open());
    server.start();
    for (int i = 0; i < 300; i++) {
      FakeAgent agent = new FakeAgent();
      ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
      Peer peer = FakeAgent.next(agent.connected);
      client.post(a -> send(peer, "x"));
      FakeAgent.next(agent.received);
      assertThat(agent.disconnected).isEmpty();
      client.close(Duration.ZERO);
    }
  }

  @Test
  public void manyClientsConnectTogether() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(echo());
    Endpoint bound = server.bind(open());
    server.start();
    List<FakeAgent> agents = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String text = "client " + i;
      FakeAgent agent =
          new FakeAgent() {
            @Override
            public void onConnected(Peer peer, long now) {
              send(peer, text);
            }
          };
      agents.add(agent);
      client(bound, agent);
    }
    for (int i = 0; i < agents.size(); i++) {
      assertThat(FakeAgent.next(agents.get(i).received).bytes())
          .asString()
          .isEqualTo("client " + i);
    }
  }

  @Test
  public void aPeerThatDoesNotKeepUpIsDropped() throws Exception {
    FakeAgent serving = new FakeAgent();
    LinkOptions small = new LinkOptions("test-small", 1 << 20, 4 << 20).with(serverKeys());
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(small, serving);
    cleanups.add(() -> server.close(Duration.ZERO));
    Endpoint bound = server.bind(open());
    server.start();
    try (AutoCloseable frozen = connectAndFreeze(bound)) {
      assertThat(frozen).isNotNull();
      Peer peer = FakeAgent.next(serving.connected);
      AtomicBoolean writable = new AtomicBoolean(true);
      server.post(
          a -> {
            for (int i = 0; i < 2_000 && writable.get(); i++) {
              peer.send(new byte[100_000], 100_000);
              writable.set(peer.isWritable());
            }
            assertThat(writable).isFalse();
          });
      server.post(
          a -> {
            for (int i = 0; i < 60; i++) {
              peer.send(new byte[100_000], 100_000);
            }
          });
      assertThat(FakeAgent.next(serving.disconnected)).contains("does not keep up");
    }
  }

  @Test
  public void bytesThatAPeerDoesNotReadAreUnsentUntilItIsGone() throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = server(serving);
    Endpoint bound = server.bind(open());
    server.start();
    byte[] large = new byte[15 << 20]; // more than any system buffers for a connection
    Peer peer;
    try (AutoCloseable frozen = connectAndFreeze(bound)) {
      assertThat(frozen).isNotNull();
      peer = FakeAgent.next(serving.connected);
      server.post(agent -> send(peer, "the last that it reads, if any"));
      for (int i = 0; i < 2; i++) {
        server.post(agent -> peer.send(large, large.length));
      }
      await().atMost(LIMIT).until(() -> peer.unsentBytes() >= 2L * large.length);
      for (int pass = 0; pass < 100; pass++) {
        CountDownLatch passed = new CountDownLatch(1);
        server.post(agent -> passed.countDown());
        assertThat(passed.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
      }
      assertThat(peer.unsentBytes()).as("two messages").isGreaterThanOrEqualTo(2L * large.length);
      assertThat(peer.unsentBytesInAll()).isEqualTo(peer.unsentBytes());
      server.post(agent -> peer.drop("enough"));
      await().atMost(LIMIT).until(() -> peer.unsentBytes() == 0);
    }
    assertThat(peer.unsentBytesInAll()).isZero();
  }

  @Test
  public void bytesThatAPeerHasReadAreNotUnsent() throws Exception {
    FakeAgent serving = echo();
    ServerLink<Consumer<FakeAgent>> server = server(serving);
    Endpoint bound = server.bind(open());
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer toServer = FakeAgent.next(agent.connected);
    for (int size : new int[] {10, 10_000, 1 << 20, 3, 5 << 20, 20_000}) {
      client.post(a -> toServer.send(new byte[size], size));
      assertThat(FakeAgent.next(agent.received).bytes()).hasSize(size);
    }
    Peer toClient = FakeAgent.next(serving.connected);
    for (Peer peer : new Peer[] {toServer, toClient}) {
      await().atMost(LIMIT).until(() -> peer.unsentBytes() == 0);
      assertThat(peer.unsentBytesInAll()).isZero();
    }
  }

  @Test
  public void anAgentThatThrowsEndsTheLinkNotTheCallers() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(echo());
    Endpoint bound = server.bind(open());
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    FakeAgent.next(agent.connected);
    client.post(
        a -> {
          throw new IllegalStateException("on purpose");
        });
    assertThat(agent.closed.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(agent.failure).hasMessage("on purpose");
    assertThat(FakeAgent.next(agent.disconnected)).contains("on purpose");
    await().until(() -> !client.post(a -> {}));
    client.close(Duration.ZERO);
  }

  @Test
  public void closeMayBeCalledByTheAgentAndTwice() throws Exception {
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(concrete(), agent);
    client.post(a -> client.close(LINGER));
    assertThat(agent.closed.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    client.close(LINGER);
    assertThat(agent.failure).isNull();
  }

  @Test
  public void anInterruptedCallerBreaksNothing() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(echo());
    Thread.currentThread().interrupt();
    Endpoint bound = server.bind(open());
    assertThat(Thread.interrupted()).isTrue();
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer peer = FakeAgent.next(agent.connected);
    client.post(a -> Thread.currentThread().interrupt());
    client.post(a -> send(peer, "still here"));
    assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("still here");
    Thread.currentThread().interrupt();
    client.close(LINGER);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(agent.closed.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(agent.failure).isNull();
  }

  @Test
  public void aServerThatStopsAcceptingKeepsItsConnections() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(echo());
    Endpoint bound = server.bind(concrete());
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer peer = FakeAgent.next(agent.connected);
    client.post(a -> send(peer, "before"));
    FakeAgent.next(agent.received);
    server.stopAccepting();
    ServerLink<Consumer<FakeAgent>> successor = server(echo());
    await().untilAsserted(() -> assertThat(successor.bind(bound)).isEqualTo(bound));
    client.post(a -> send(peer, "after"));
    assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("after");
    assertThat(agent.disconnected).isEmpty();
  }

  @Test
  public void anEndpointInUseIsRefusedAndItsServerUndisturbed() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(echo());
    Endpoint bound = server.bind(concrete());
    server.start();
    ServerLink<Consumer<FakeAgent>> second = server(new FakeAgent());
    assertThatThrownBy(() -> second.bind(bound))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("Cannot bind " + bound)
        .hasMessageContaining("in use");
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer peer = FakeAgent.next(agent.connected);
    client.post(a -> send(peer, "undisturbed"));
    assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("undisturbed");
  }

  @Test
  public void aClosedServerCannotBind() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(new FakeAgent());
    server.close(Duration.ZERO);
    Endpoint endpoint = open();
    assertThatThrownBy(() -> server.bind(endpoint))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
