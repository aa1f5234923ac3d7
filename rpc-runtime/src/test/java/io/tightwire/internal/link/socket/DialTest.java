package io.tightwire.internal.link.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DialTest {

  @Test
  @EnabledOnOs(OS.LINUX) // where a socket may connect to itself
  void aConnectionToItselfFails() throws Exception {
    SocketChannel real = SocketChannel.open();
    real.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Dial dial = new Dial(real);
    dial.connect(real.getLocalAddress());
    try {
      assertThatThrownBy(dial::isConnected)
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("itself");
    } finally {
      dial.close();
    }
    assertThat(real.isOpen()).isFalse();
  }
}
