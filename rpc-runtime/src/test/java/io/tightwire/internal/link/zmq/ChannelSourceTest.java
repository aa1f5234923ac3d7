package io.tightwire.internal.link.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tightwire.internal.link.LinkOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChannelSourceTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-source", 1 << 20, 1 << 20);

  private final AtomicInteger useless = new AtomicInteger();
  private final ChannelSource source = new ChannelSource(OPTIONS, useless::incrementAndGet);

  private static SocketChannel connected() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return SocketChannel.open(server.getLocalSocketAddress());
    }
  }

  @Test
  void aConnectionIsHandedOverOnce() throws Exception {
    try (SocketChannel real = connected()) {
      source.handOver(real);
      assertThat(source.openSocketChannel()).isSameAs(source.latest());
      assertThatIOException().isThrownBy(source::openSocketChannel);
      assertThat(useless).hasValue(1);
    }
  }

  @Test
  void aConnectionThatJeroMqNeverTookIsClosed() throws Exception {
    SocketChannel real = connected();
    source.handOver(real);
    source.disconnect();
    assertThat(real.isOpen()).isFalse();
    assertThatIOException().isThrownBy(source::openSocketChannel);
  }

  @Test
  void aConnectionThatJeroMqTookIsClosedByJeroMq() throws Exception {
    try (SocketChannel real = connected()) {
      source.handOver(real);
      assertThat(source.openSocketChannel()).isNotNull();
      source.disconnect();
      assertThat(real.isOpen()).isTrue();
    }
  }
}
