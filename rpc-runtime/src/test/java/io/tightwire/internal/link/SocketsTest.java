package io.tightwire.internal.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;

@Timeout(120)
class SocketsTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-sockets", 1 << 20, 1 << 20);

  @TempDir Path directory;

  private BoundSocket bind(String transport) throws Exception {
    return BoundSocket.bind(
        transport.equals("ipc")
            ? Endpoint.ofPath(directory.resolve("s"))
            : Endpoint.parse("tcp://127.0.0.1:*"));
  }

  @Test
  void aRouterSaysWhomItCannotReach() throws Exception {
    Sockets sockets = new Sockets(OPTIONS, fault -> {});
    SocketBase router = sockets.create(ZMQ.ZMQ_ROUTER, ChannelSource.acceptingFrom(bind("tcp")));
    Msg nobody = new Msg("nobody".getBytes(UTF_8));
    assertThat(router.send(nobody, ZMQ.ZMQ_SNDMORE | ZMQ.ZMQ_DONTWAIT)).isFalse();
    assertThat(router.errno()).isEqualTo(ZError.EHOSTUNREACH);
    sockets.discard(router, 0);
    sockets.close(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "ipc"})
  void aConnectIsNeverDoneAtOnceAndIsDeliveredAlone(String transport) throws Exception {
    BoundSocket bound = bind(transport);
    Pipe pipe = Pipe.open();
    try (Selector selector = new FacadeSelector(Selector.open());
        ServerSocketChannel listening = bound.channel();
        StreamChannel channel =
            StreamChannel.connecting(SelectorProvider.provider(), bound.endpoint())) {
      assertThat(listening).isNotNull();
      channel.configureBlocking(false);
      assertThat(channel.connect(bound.channel().getLocalAddress())).isFalse();
      SelectionKey connecting = channel.register(selector, SelectionKey.OP_CONNECT);
      pipe.source().configureBlocking(false);
      SelectionKey readable = pipe.source().register(selector, SelectionKey.OP_READ);
      pipe.sink().write(ByteBuffer.allocate(1));

      Set<SelectionKey> selected = selector.selectedKeys();
      while (!selected.contains(connecting)) {
        selected.clear(); // over tcp it may take its time
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
}
