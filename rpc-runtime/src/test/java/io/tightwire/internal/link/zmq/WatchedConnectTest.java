package io.tightwire.internal.link.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.link.LinkOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WatchedConnectTest {

  @Test
  void aConnectWakesItsWaiterAndTheChannelIsJeroMqs() throws Exception {
    SocketChannel real = SocketChannel.open();
    AtomicBoolean woken = new AtomicBoolean();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AdapterSelector selector = new AdapterSelector(Selector.open())) {
      real.configureBlocking(false);
      boolean unused = real.connect(server.getLocalSocketAddress());
      selector.watchConnect(real, () -> woken.set(true));
      while (!woken.get()) {
        assertThat(selector.select()).as("JeroMQ gets no event").isZero();
      }
      assertThat(real.finishConnect()).isTrue();

      // From here on it belongs to JeroMQ.
      StreamChannel stream =
          new StreamChannel(
              selector.provider(),
              real,
              new InboundGuard(new LinkOptions("test", 1 << 20, 1 << 20)));
      stream.configureBlocking(false);
      SelectionKey key = stream.register(selector, SelectionKey.OP_CONNECT);
      assertThat(selector.select()).isOne();
      assertThat(selector.selectedKeys()).containsExactly(key);
      assertThat(stream.finishConnect()).isTrue();
      assertThat(stream.isConnected()).isTrue();
      stream.close();
    }
  }
}
