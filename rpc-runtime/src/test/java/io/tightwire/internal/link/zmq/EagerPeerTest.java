package io.tightwire.internal.link.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.tightwire.internal.link.ClientLink;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.RawPeer;
import io.tightwire.internal.link.ServerLink;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Peers that send everything immediately, without waiting for the other side's part of the
 * handshake.
 */
@Timeout(120)
class EagerPeerTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-eager", 1 << 20, 8 << 20);

  /** Greeting, READY and two messages, in one piece. */
  private static byte[] everything(String socketType) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(RawPeer.greeting());
    all.writeBytes(RawPeer.ready(socketType, ""));
    all.writeBytes(new byte[] {0, 5});
    all.writeBytes("hello".getBytes(UTF_8));
    all.writeBytes(new byte[] {RawPeer.LARGE, 0, 0, 0, 0, 0, 0, 1, 0});
    all.writeBytes(new byte[256]);
    return all.toByteArray();
  }

  private static void assertBoth(FakeAgent agent) throws InterruptedException {
    assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("hello");
    assertThat(FakeAgent.next(agent.received).bytes()).hasSize(256);
  }

  /** In one piece, in two, and a byte at a time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 90, 100_000})
  void aClientThatDoesNotWaitIsUnderstood(int atATime) throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, serving);
    try {
      Endpoint bound = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
      server.start();
      byte[] all = everything("DEALER");
      for (int round = 0; round < 20; round++) {
        try (RawPeer eager = RawPeer.dial(bound)) {
          for (int from = 0; from < all.length; from += atATime) {
            int to = Math.min(all.length, from + atATime);
            eager.write(Arrays.copyOfRange(all, from, to));
          }
          assertBoth(serving);
        }
      }
    } finally {
      server.close(Duration.ZERO);
    }
  }

  @Test
  void aServerThatDoesNotWaitIsUnderstood() throws Exception {
    FakeAgent agent = new FakeAgent();
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
      ClientLink<Consumer<FakeAgent>> client =
          new ClientLink<>(Endpoint.parse("tcp://127.0.0.1:" + port), OPTIONS, agent);
      client.start();
      try (RawPeer eager = new RawPeer(listener.accept())) {
        eager.write(everything("ROUTER"));
        assertBoth(agent);
      } finally {
        client.close(Duration.ZERO);
      }
    }
  }

  /** Otherwise the loss of the connection would never be noticed. */
  @Test
  void heldBackBytesAreReadOnceNothingCanBeWritten() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel real = SocketChannel.open(listener.getLocalAddress());
      try (RawPeer eager = new RawPeer(listener.accept())) {
        eager.write(everything("ROUTER"));
      }
      try (StreamChannel stream =
          new StreamChannel(
              SelectorProvider.provider(),
              real,
              new InboundGuard(new LinkOptions("test", 1 << 20, 1 << 20)))) {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        while (stream.read(buffer) > 0) {
          // The greeting and the first frame.
        }
        assertThat(buffer.position()).isLessThan(everything("ROUTER").length);
        real.shutdownOutput();
        assertThatIOException().isThrownBy(() -> stream.write(ByteBuffer.allocate(1)));
        while (stream.read(buffer) >= 0) {
          // The rest.
        }
        assertThat(buffer.position()).isEqualTo(everything("ROUTER").length);
      }
    }
  }

  @Test
  void aHandshakeThatIsRejectedIsLoggedAndAPeerThatLeavesIsNot() throws Exception {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler capture =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("io.tightwire.link");
    logger.addHandler(capture);
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, new FakeAgent());
    try {
      Endpoint bound = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
      server.start();
      try (RawPeer leaves = RawPeer.dial(bound)) {
        leaves.write(RawPeer.greeting());
      }
      try (RawPeer rejected = RawPeer.dial(bound)) {
        rejected.write(RawPeer.greeting("PLAIN"));
        rejected.awaitEnd();
      }
      await()
          .atMost(Duration.ofSeconds(FakeAgent.LIMIT_SECONDS))
          .untilAsserted(
              () ->
                  assertThat(logged)
                      .singleElement()
                      .asString()
                      .contains("A connection from 127.0.0.1:")
                      .contains("handshake failed"));
    } finally {
      logger.removeHandler(capture);
      server.close(Duration.ZERO);
    }
  }
}
