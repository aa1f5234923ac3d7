package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class StreamChannelTest {

  /** It ignores where JeroMQ wants it to connect to. */
  private static final InetSocketAddress IGNORED =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

  private static StreamChannel connect(SocketChannel real, int port) throws Exception {
    StreamChannel channel =
        StreamChannel.connecting(
            SelectorProvider.provider(),
            real,
            Endpoint.parse("tcp://127.0.0.1:" + port),
            Intake.ofServer(1 << 20),
            failure -> {});
    assertThat(channel.connect(IGNORED)).as("never at once").isFalse();
    return channel;
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where a socket may connect to itself
  void aConnectionThatMeetsItselfIsNone() throws Exception {
    SocketChannel real = SocketChannel.open();
    real.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    try (StreamChannel channel = connect(real, real.socket().getLocalPort())) {
      assertThatThrownBy(channel::finishConnect)
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("itself");
    }
  }

  @Test
  void aConnectionToSomebodyIsOne() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        StreamChannel channel = connect(SocketChannel.open(), server.getLocalPort())) {
      assertThat(channel.finishConnect()).isTrue();
      assertThat(channel.isConnected()).isTrue();
    }
  }
}
