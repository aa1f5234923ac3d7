package io.tightwire.internal.link.zmq;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.IdleTransport;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.Loop;
import io.tightwire.internal.link.RawPeer;
import io.tightwire.internal.link.SocketEngine;
import io.tightwire.internal.link.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zmq.SocketBase;
import zmq.ZMQ;

/** Loops that JeroMQ's I/O thread hosts. */
@Timeout(120)
class HostedLoopTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-loop", 1 << 20, 1 << 20);

  /** Keeps the transport that was made for a loop. */
  private static final class Made<T extends Transport> implements Loop.TransportFactory<T> {

    private final Loop.TransportFactory<T> factory;
    private @Nullable T transport;

    Made(Loop.TransportFactory<T> factory) {
      this.factory = factory;
    }

    @Override
    public T create(LinkContext context) {
      T made = factory.create(context);
      transport = made;
      return made;
    }

    T transport() {
      return Objects.requireNonNull(transport);
    }
  }

  /** Has one of JeroMQ's DEALERs, for a connection to the peer of the test. */
  private abstract static class DealerTransport extends IdleTransport {

    private final Sockets sockets;
    private final SocketAddress peer;
    private @Nullable SocketBase socket;

    DealerTransport(LinkContext context, SocketAddress peer) {
      this.sockets = new Sockets(OPTIONS, context::onEngineFailure);
      this.peer = peer;
    }

    @Override
    public SocketEngine engine() {
      return sockets;
    }

    /** Handles the peer's greeting. Called by the I/O thread. */
    abstract void onGreeting();

    @Override
    public void open() throws IOException {
      ChannelSource source = new ChannelSource(OPTIONS, () -> {});
      SocketBase dealer = sockets.create(source, null);
      dealer.setEventHook(event -> onGreeting(), ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL);
      source.handOver(SocketChannel.open(peer));
      assertThat(dealer.connect(ChannelSource.PLACEHOLDER)).isTrue();
      socket = dealer;
    }

    @Override
    public void close(long lingerNanos) throws IOException {
      sockets.discard(Objects.requireNonNull(socket), 0);
    }
  }

  private ServerSocketChannel listener;

  @BeforeEach
  void listen() throws IOException {
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  @AfterEach
  void stopListening() throws IOException {
    listener.close();
  }

  private <T extends DealerTransport> Made<T> made(
      BiFunction<LinkContext, SocketAddress, T> constructor) throws IOException {
    SocketAddress address = listener.getLocalAddress();
    return new Made<>(context -> constructor.apply(context, address));
  }

  /** Kills the I/O thread when its peer greets it. */
  private static final class DeadlyTransport extends DealerTransport {

    DeadlyTransport(LinkContext context, SocketAddress peer) {
      super(context, peer);
    }

    @Override
    void onGreeting() {
      throw new StackOverflowError("on purpose");
    }
  }

  @Test
  void theDeathOfTheIoThreadIsNoticedAndReported() throws Exception {
    FakeAgent agent = new FakeAgent();
    Made<DeadlyTransport> made = made(DeadlyTransport::new);
    Loop<Consumer<FakeAgent>, DeadlyTransport> loop = new Loop<>(OPTIONS, agent, made);
    loop.start();
    try (RawPeer peer = new RawPeer(listener.accept())) {
      peer.write(RawPeer.greeting());
      peer.awaitEnd();
    }
    assertThat(agent.closed.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(agent.failure)
        .hasMessageContaining("What runs the loop is broken")
        .hasRootCauseInstanceOf(StackOverflowError.class);
    await().until(() -> !loop.post(a -> {}));
    loop.close(Duration.ofSeconds(20));
  }

  /** Has more to receive, for some rounds, than a pass receives. */
  private static final class FloodedTransport extends DealerTransport {

    final BlockingQueue<Integer> leftWhenJeroMqRead = new LinkedBlockingQueue<>();
    int rounds;

    FloodedTransport(LinkContext context, SocketAddress peer) {
      super(context, peer);
    }

    @Override
    void onGreeting() {
      leftWhenJeroMqRead.add(rounds);
    }

    @Override
    public int receive(int limit, long now) {
      return rounds > 0 && rounds-- > 0 ? limit : 0;
    }
  }

  /** One read can bring thousands of messages: they would pile up if reading went on meanwhile. */
  @Test
  void jeroMqReadsNothingMoreWhileThereIsMoreToReceive() throws Exception {
    Made<FloodedTransport> made = made(FloodedTransport::new);
    Loop<Consumer<FakeAgent>, FloodedTransport> loop = new Loop<>(OPTIONS, new FakeAgent(), made);
    FloodedTransport transport = made.transport();
    loop.start();
    try (RawPeer peer = new RawPeer(listener.accept())) {
      BlockingQueue<Boolean> moved = new LinkedBlockingQueue<>();
      do {
        loop.post(agent -> moved.add(Thread.currentThread() instanceof IoThread));
      } while (!FakeAgent.next(moved)); // until then JeroMQ reads on a separate thread
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
}
