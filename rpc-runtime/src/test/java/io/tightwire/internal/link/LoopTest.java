package io.tightwire.internal.link;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.SocketBase;
import zmq.ZMQ;

@Timeout(120)
class LoopTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private static final LinkOptions OPTIONS = new LinkOptions("test-loop", 1 << 20, 1 << 20);

  /** Connects nobody. */
  private static class IdleTransport implements Transport {

    @Override
    public void open(Sockets sockets) throws IOException {}

    @Override
    public int receive(int limit, long now) {
      return 0;
    }

    @Override
    public long tick(long now) {
      return Long.MAX_VALUE;
    }

    @Override
    public void disconnectAll(String reason) {}

    @Override
    public void close(long lingerNanos) throws IOException {}
  }

  /** Listens, and kills the I/O thread as soon as somebody comes. */
  private static final class DeadlyTransport extends IdleTransport {

    final BlockingQueue<Endpoint> bound = new LinkedBlockingQueue<>();

    @Override
    public void open(Sockets sockets) throws IOException {
      BoundSocket listening = BoundSocket.bind(Endpoint.parse("tcp://127.0.0.1:*"), HERE);
      SocketBase socket =
          sockets.create(
              ZMQ.ZMQ_ROUTER,
              ChannelSource.acceptingFrom(listening, new ConnectionLimiter(OPTIONS), OPTIONS));
      socket.setEventHook(
          event -> {
            throw new StackOverflowError("on purpose");
          },
          ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL);
      socket.bind(ChannelSource.PLACEHOLDER);
      bound.add(listening.endpoint());
    }
  }

  @Test
  void theDeathOfTheIoThreadIsNoticedAndTold() throws Exception {
    FakeAgent agent = new FakeAgent();
    DeadlyTransport transport = new DeadlyTransport();
    Loop<Consumer<FakeAgent>, DeadlyTransport> loop =
        new Loop<>(OPTIONS, agent, context -> transport);
    loop.start();
    Endpoint endpoint = FakeAgent.next(transport.bound);
    try (RawPeer bystander = RawPeer.dial(endpoint);
        RawPeer trigger = RawPeer.dial(endpoint)) {
      trigger.write(RawPeer.greeting());
      bystander.awaitEnd();
      trigger.awaitEnd();
    }
    assertThat(agent.closed.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(agent.failure)
        .hasMessageContaining("A thread of JeroMQ died")
        .hasRootCauseInstanceOf(StackOverflowError.class);
    await().until(() -> !loop.post(a -> {}));
    BoundSocket.bind(endpoint, HERE).close(); // nothing of it is left
    loop.close(Duration.ofSeconds(20));
  }

  /** Has more to receive, for some rounds, than a pass takes. */
  private static final class FloodedTransport extends IdleTransport {

    final BlockingQueue<Endpoint> bound = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> leftWhenJeroMqRead = new LinkedBlockingQueue<>();
    int rounds;
    private Step closing = () -> {};

    private interface Step {
      void run() throws IOException;
    }

    @Override
    public void open(Sockets sockets) throws IOException {
      BoundSocket listening = BoundSocket.bind(Endpoint.parse("tcp://127.0.0.1:*"), HERE);
      ConnectionLimiter limiter = new ConnectionLimiter(OPTIONS);
      SocketBase socket =
          sockets.create(ZMQ.ZMQ_ROUTER, ChannelSource.acceptingFrom(listening, limiter, OPTIONS));
      socket.setEventHook(
          event -> leftWhenJeroMqRead.add(rounds), ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL);
      socket.bind(ChannelSource.PLACEHOLDER);
      bound.add(listening.endpoint());
      closing = () -> sockets.discard(socket, 0);
    }

    @Override
    public void close(long lingerNanos) throws IOException {
      closing.run();
    }

    @Override
    public int receive(int limit, long now) {
      return rounds > 0 && rounds-- > 0 ? limit : 0;
    }
  }

  /** One read can bring thousands of messages: they would pile up if reading went on meanwhile. */
  @Test
  void jeroMqReadsNothingMoreWhileThereIsMoreToReceive() throws Exception {
    FloodedTransport transport = new FloodedTransport();
    Loop<Consumer<FakeAgent>, FloodedTransport> loop =
        new Loop<>(OPTIONS, new FakeAgent(), context -> transport);
    loop.start();
    try (RawPeer peer = RawPeer.dial(FakeAgent.next(transport.bound))) {
      BlockingQueue<Boolean> moved = new LinkedBlockingQueue<>();
      do {
        loop.post(agent -> moved.add(Thread.currentThread() instanceof IoThread));
      } while (!FakeAgent.next(moved)); // until then JeroMQ reads on a thread of its own
      loop.post(
          agent -> {
            transport.rounds = 1_000;
            try {
              peer.write(RawPeer.greeting());
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      assertThat(FakeAgent.next(transport.leftWhenJeroMqRead)).isZero();
    }
    loop.close(Duration.ofSeconds(20));
  }

  @Test
  void anAcceptedTaskIsRunOrCalledOff() throws Exception {
    FakeAgent agent = new FakeAgent();
    Loop<Consumer<FakeAgent>, IdleTransport> loop =
        new Loop<>(OPTIONS, agent, context -> new IdleTransport());
    loop.start();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    loop.post(
        a -> {
          begun.countDown();
          awaitUnchecked(go);
          throw new IllegalStateException("on purpose");
        });
    assertThat(begun.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    BlockingQueue<String> outcome = new LinkedBlockingQueue<>();
    LoopTask task =
        new LoopTask() {
          @Override
          public void run(long now) {
            outcome.add("run");
          }

          @Override
          public void cancel() {
            outcome.add("called off");
          }
        };
    assertThat(loop.execute(task)).isTrue();
    go.countDown();
    assertThat(FakeAgent.next(outcome)).isEqualTo("called off");
    loop.close(Duration.ofSeconds(20));
    assertThat(loop.execute(task)).isFalse();
    assertThat(outcome).isEmpty();
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anAgentThatFailsWhileTheLoopEndsHidesNothing() throws Exception {
    FakeAgent agent =
        new FakeAgent() {
          @Override
          public void onDisconnected(Peer peer, String reason, long now) {
            throw new IllegalStateException("on purpose");
          }
        };
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, LinkContract.echo());
    Endpoint endpoint = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    ClientLink<Consumer<FakeAgent>> client = new ClientLink<>(endpoint, OPTIONS, agent);
    client.start();
    FakeAgent.next(agent.connected);
    client.close(Duration.ofSeconds(20));
    assertThat(agent.closed.getCount()).isZero();
    assertThat(client.post(a -> {})).isFalse();
    server.close(Duration.ofSeconds(20));
  }

  @Test
  void aLoopThatWasNeverStartedDeliversWhatWasPosted() {
    FakeAgent agent = new FakeAgent();
    AtomicBoolean delivered = new AtomicBoolean();
    ClientLink<Consumer<FakeAgent>> client =
        new ClientLink<>(Endpoint.parse("tcp://127.0.0.1:9"), OPTIONS, agent);
    assertThat(client.post(a -> delivered.set(true))).isTrue();
    client.close(Duration.ofSeconds(Long.MAX_VALUE)); // nothing to wait for
    assertThat(delivered.get()).isTrue();
    assertThat(agent.closed.getCount()).isZero();
  }

  private static String threadOf(ClientLink<Consumer<FakeAgent>> client) throws Exception {
    BlockingQueue<String> registry = new LinkedBlockingQueue<>();
    assertThat(client.post(a -> registry.add(Thread.currentThread().getName()))).isTrue();
    return FakeAgent.next(registry);
  }

  @Test
  void theLoopMovesToTheIoThreadAndOneWithoutStaysWhereItIs() throws Exception {
    FakeAgent agent = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, LinkContract.echo());
    Endpoint endpoint = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    Endpoint nearby = server.bind(Endpoint.parse("inproc://*"));
    server.start();
    ClientLink<Consumer<FakeAgent>> client = new ClientLink<>(endpoint, OPTIONS, agent);
    client.start();
    FakeAgent.next(agent.connected);
    assertThat(threadOf(client)).contains("-iothread-");
    client.close(Duration.ofSeconds(20));

    FakeAgent neighbour = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> local = new ClientLink<>(nearby, OPTIONS, neighbour);
    local.start();
    FakeAgent.next(neighbour.connected);
    assertThat(threadOf(local)).isEqualTo(OPTIONS.name());
    local.close(Duration.ofSeconds(20));
    server.close(Duration.ofSeconds(20));
  }

  @Test
  void anAgentThatFailsOnTheIoThreadEndsItsLoopAndNothingElse() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, LinkContract.echo());
    Endpoint endpoint = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = new ClientLink<>(endpoint, OPTIONS, agent);
    client.start();
    FakeAgent.next(agent.connected);
    client.post(
        a -> {
          throw new IllegalStateException("on purpose");
        });
    assertThat(agent.closed.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(agent.failure).hasMessage("on purpose");
    await().until(() -> !client.post(a -> {}));
    client.close(Duration.ofSeconds(20));
    server.close(Duration.ofSeconds(20));
  }

  /** Posts that come sooner, later, and just as the loop goes to sleep. */
  @ParameterizedTest
  @ValueSource(strings = {"tcp://127.0.0.1:*", "inproc://*"})
  void nothingThatIsPostedIsOverlookedWhileTheLoopLooksOut(String where) throws Exception {
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, LinkContract.echo());
    Endpoint endpoint = server.bind(Endpoint.parse(where));
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = new ClientLink<>(endpoint, OPTIONS, agent);
    client.start();
    FakeAgent.next(agent.connected);
    Random random = new Random(5);
    AtomicInteger seen = new AtomicInteger();
    for (int i = 1; i <= 20_000; i++) {
      assertThat(client.post(a -> seen.incrementAndGet())).isTrue();
      long limit = System.nanoTime() + SECONDS.toNanos(FakeAgent.LIMIT_SECONDS);
      while (seen.get() < i) {
        assertThat(System.nanoTime() - limit).as("post " + i).isNegative();
        Thread.onSpinWait();
      }
      long gap = random.nextInt(20) == 0 ? random.nextInt(100_000) : random.nextInt(2_000);
      for (long begun = System.nanoTime(); System.nanoTime() - begun < gap; ) {
        Thread.onSpinWait();
      }
    }
    client.close(Duration.ofSeconds(20));
    server.close(Duration.ofSeconds(20));
  }
}
