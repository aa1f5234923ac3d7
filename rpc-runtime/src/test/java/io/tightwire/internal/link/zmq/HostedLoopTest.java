package io.tightwire.internal.link.zmq;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.internal.link.ConnectionLimiter;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.IdleTransport;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.Loop;
import io.tightwire.internal.link.RawPeer;
import io.tightwire.internal.link.SocketEngine;
import io.tightwire.internal.link.Transport;
import io.tightwire.internal.link.socket.BoundSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zmq.SocketBase;
import zmq.ZMQ;

/** Loops that JeroMQ's I/O thread hosts. */
@Timeout(120)
class HostedLoopTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

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

  /** Has JeroMQ's sockets, and connects to no server. */
  private static class SocketTransport extends IdleTransport {

    final BlockingQueue<Endpoint> bound = new LinkedBlockingQueue<>();
    final Sockets sockets;

    SocketTransport(LinkContext context) {
      sockets = new Sockets(OPTIONS, context::onEngineFailure);
    }

    @Override
    public SocketEngine engine() {
      return sockets;
    }
  }

  /** Listens, and kills the I/O thread when a client connects. */
  private static final class DeadlyTransport extends SocketTransport {

    DeadlyTransport(LinkContext context) {
      super(context);
    }

    @Override
    public void open() throws IOException {
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
  void theDeathOfTheIoThreadIsNoticedAndReported() throws Exception {
    FakeAgent agent = new FakeAgent();
    Made<DeadlyTransport> made = new Made<>(DeadlyTransport::new);
    Loop<Consumer<FakeAgent>, DeadlyTransport> loop = new Loop<>(OPTIONS, agent, made);
    DeadlyTransport transport = made.transport();
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
        .hasMessageContaining("What runs the loop is broken")
        .hasRootCauseInstanceOf(StackOverflowError.class);
    await().until(() -> !loop.post(a -> {}));
    BoundSocket.bind(endpoint, HERE).close(); // it left nothing bound
    loop.close(Duration.ofSeconds(20));
  }

  /** Has more to receive, for some rounds, than a pass receives. */
  private static final class FloodedTransport extends SocketTransport {

    FloodedTransport(LinkContext context) {
      super(context);
    }

    final BlockingQueue<Integer> leftWhenJeroMqRead = new LinkedBlockingQueue<>();
    int rounds;
    private Step closing = () -> {};

    private interface Step {
      void run() throws IOException;
    }

    @Override
    public void open() throws IOException {
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
    Made<FloodedTransport> made = new Made<>(FloodedTransport::new);
    Loop<Consumer<FakeAgent>, FloodedTransport> loop = new Loop<>(OPTIONS, new FakeAgent(), made);
    FloodedTransport transport = made.transport();
    loop.start();
    try (RawPeer peer = RawPeer.dial(FakeAgent.next(transport.bound))) {
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
