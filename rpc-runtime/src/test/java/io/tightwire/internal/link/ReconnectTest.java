package io.tightwire.internal.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How often a client reconnects to a server that accepts it and then closes. */
@Timeout(120)
class ReconnectTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-reconnect", 1 << 20, 8 << 20);

  private static final int CONNECTIONS = 10;

  /** Half of 10, 20, 40, 80, 160, 320, 640, 1000 and 1000 ms, between ten connections. */
  private static final Duration LEAST = Duration.ofMillis(1635);

  @TempDir Path directory;

  private static ServerSocketChannel listen() throws Exception {
    return ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static Endpoint endpointOf(ServerSocketChannel listener) throws Exception {
    SocketAddress address = listener.getLocalAddress();
    return address instanceof UnixDomainSocketAddress unix
        ? Endpoint.ofPath(unix.getPath())
        : Endpoint.parse("tcp://127.0.0.1:" + ((InetSocketAddress) address).getPort());
  }

  /** Returns the time until a server that speaks and closes has seen that number of connections. */
  private static Duration timeOf(int connections, ServerSocketChannel listener, FakeAgent agent)
      throws Exception {
    ClientLink<Consumer<FakeAgent>> client = new ClientLink<>(endpointOf(listener), OPTIONS, agent);
    try {
      client.start();
      long start = 0;
      for (int i = 1; i < connections; i++) {
        try (RawPeer peer = new RawPeer(listener.accept())) {
          start = i == 1 ? System.nanoTime() : start;
          peer.shakeHands("ROUTER");
          peer.send("hello".getBytes(UTF_8));
          FakeAgent.next(agent.received);
        }
      }
      listener.accept().close();
      return Duration.ofNanos(System.nanoTime() - start);
    } finally {
      client.close(Duration.ZERO);
    }
  }

  @Test
  void aServerThatSpeaksAndClosesIsNotFlooded() throws Exception {
    try (ServerSocketChannel listener = listen()) {
      assertThat(timeOf(CONNECTIONS, listener, new FakeAgent())).isGreaterThan(LEAST);
    }
  }

  @Test
  void aServerThatSpeaksAndClosesIsNotFloodedOverIpc() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(directory.resolve("s")));
      assertThat(timeOf(CONNECTIONS, listener, new FakeAgent())).isGreaterThan(LEAST);
    }
  }

  @Test
  void aServerThatTheAgentDropsIsNotFlooded() throws Exception {
    FakeAgent serving = LinkContract.echo();
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(LinkContract.SERVER, serving);
    AtomicInteger connections = new AtomicInteger();
    FakeAgent agent =
        new FakeAgent() {
          @Override
          public void onConnected(Peer peer, long now) {
            connections.incrementAndGet();
            LinkContract.send(peer, "hello");
          }

          @Override
          public void onMessage(Peer peer, byte[] message, long now) {
            peer.drop("speaks another version");
            received.add(new Received(peer, message));
          }
        };
    try {
      Endpoint bound = server.bind(Endpoint.ofName("stormed"));
      server.start();
      ClientLink<Consumer<FakeAgent>> client = new ClientLink<>(bound, OPTIONS, agent);
      long start = System.nanoTime();
      client.start();
      for (int i = 0; i < CONNECTIONS; i++) {
        FakeAgent.next(agent.received);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(LEAST);
      client.close(Duration.ZERO);
    } finally {
      server.close(Duration.ZERO);
    }
  }

  @Test
  void aProvenServerIsReconnectedSoon() throws Exception {
    try (ServerSocketChannel listener = listen()) {
      FakeAgent agent =
          new FakeAgent() {
            @Override
            public void onMessage(Peer peer, byte[] message, long now) {
              peer.markProven();
              super.onMessage(peer, message, now);
            }
          };
      // Otherwise it would take 50 times half a second and more.
      assertThat(timeOf(60, listener, agent)).isLessThan(Duration.ofSeconds(25));
    }
  }
}
