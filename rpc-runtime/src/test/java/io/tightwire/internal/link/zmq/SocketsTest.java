package io.tightwire.internal.link.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.socket.BoundSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.ZError;

@Timeout(120)
class SocketsTest {

  @TempDir Path directory;

  private BoundSocket bind(String transport) throws Exception {
    return transport.equals("ipc")
        ? BoundSocket.bind(Endpoint.ofPath(directory.resolve("s")), null)
        : BoundSocket.bind(Endpoint.parse("tcp://127.0.0.1:*"), InetAddress.getLoopbackAddress());
  }

  /** A connection to it. */
  private static StreamChannel connect(BoundSocket bound) throws IOException {
    Path path = bound.endpoint().path();
    return new StreamChannel(
        SelectorProvider.provider(),
        SocketChannel.open(
            path == null ? bound.channel().getLocalAddress() : UnixDomainSocketAddress.of(path)),
        new InboundGuard(new LinkOptions("test", 1 << 20, 1 << 20)));
  }

  /** This happens occasionally when sockets are closed. */
  @Test
  void aCommandForAClosedMailboxIsIgnored() {
    assertThat(Sockets.isOfSomethingClosed(new ZError.IOException(new ClosedChannelException())))
        .isTrue();
    assertThat(Sockets.isOfSomethingClosed(new ZError.IOException(new IOException("full"))))
        .isFalse();
    assertThat(Sockets.isOfSomethingClosed(new IllegalStateException())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void aConnectIsNeverDoneImmediatelyAndIsDeliveredAlone(String transport) throws Exception {
    BoundSocket bound = bind(transport);
    Pipe pipe = Pipe.open();
    try (Selector selector = new AdapterSelector(Selector.open());
        ServerSocketChannel listening = bound.channel();
        StreamChannel channel = connect(bound)) {
      assertThat(listening).isNotNull();
      channel.configureBlocking(false);
      assertThat(channel.connect(bound.channel().getLocalAddress())).isFalse();
      SelectionKey connecting = channel.register(selector, SelectionKey.OP_CONNECT);
      pipe.source().configureBlocking(false);
      SelectionKey readable = pipe.source().register(selector, SelectionKey.OP_READ);
      pipe.sink().write(ByteBuffer.allocate(1));

      Set<SelectionKey> selected = selector.selectedKeys();
      while (!selected.contains(connecting)) {
        selected.clear(); // over tcp it may take a moment
        assertThat(selector.select()).isPositive();
      }
      assertThat(selected).containsExactly(connecting);
      assertThat(connecting.isConnectable()).isTrue();
      assertThat(channel.finishConnect()).isTrue();
      connecting.interestOps(0);
      selected.clear();
      assertThat(selector.select()).isEqualTo(1);
      assertThat(selected).containsExactly(readable);
    } finally {
      pipe.source().close();
      pipe.sink().close();
      bound.close();
    }
  }

  /** JeroMQ registers for writes before each message, which would be two system calls for each. */
  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void aChannelCountsAsWritableUntilAWriteIsPartial(String transport) throws Exception {
    BoundSocket bound = bind(transport);
    Selector jdk = Selector.open();
    try (Selector selector = new AdapterSelector(jdk);
        ServerSocketChannel listening = bound.channel();
        StreamChannel channel = connect(bound)) {
      listening.configureBlocking(true);
      channel.configureBlocking(false);
      assertThat(channel.connect(listening.getLocalAddress())).isFalse();
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      while (!selector.selectedKeys().contains(key)) {
        assertThat(selector.select()).isPositive();
      }
      selector.selectedKeys().clear();
      assertThat(channel.finishConnect()).isTrue();
      try (SocketChannel peer = listening.accept()) {
        key.interestOps(SelectionKey.OP_WRITE);
        assertThat(jdk.keys()).allMatch(real -> real.interestOps() == 0);
        assertThat(select(selector)).isEqualTo(SelectionKey.OP_WRITE);
        key.interestOps(0);
        assertThat(selector.selectNow()).as("no more than was asked for").isZero();

        ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
        do {
          bytes.clear();
          channel.write(bytes);
        } while (!bytes.hasRemaining());
        key.interestOps(SelectionKey.OP_WRITE);
        assertThat(selector.selectNow()).as("a full socket is not writable").isZero();

        peer.configureBlocking(false);
        while (selector.selectNow() == 0) {
          bytes.clear();
          peer.read(bytes);
        }
        selector.selectedKeys().clear();
        assertThat(select(selector)).isEqualTo(SelectionKey.OP_WRITE);
        key.cancel();
        assertThat(selector.selectNow()).isZero();
      }
    } finally {
      bound.close();
    }
  }

  /** Returns the operations that the one key is ready for. */
  private static int select(Selector selector) throws IOException {
    assertThat(selector.select()).isEqualTo(1);
    int ready = selector.selectedKeys().iterator().next().readyOps();
    selector.selectedKeys().clear();
    return ready;
  }
}
