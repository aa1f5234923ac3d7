package io.tightwire.internal.link.socket;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.internal.link.Endpoint;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Messages about a TCP endpoint that cannot be bound. */
class BoundSocketTest {

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @Test
  void aTakenPortIsReportedWithTheFix() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, HERE)) {
      Endpoint endpoint = Endpoint.parse("tcp://127.0.0.1:" + taken.getLocalPort());
      assertThatThrownBy(() -> BoundSocket.bind(endpoint, HERE))
          .isInstanceOf(BindException.class)
          .hasMessage(
              "Cannot bind "
                  + endpoint
                  + ": Address already in use; stop the process that listens there, or bind"
                  + " another port (* for any that is free)");
    }
  }

  @Test
  void anAddressOfAnotherMachineIsReportedWithTheFix() throws Exception {
    InetAddress elsewhere = InetAddress.getByName("192.0.2.1"); // reserved for documentation
    assertThatThrownBy(() -> BoundSocket.bind(Endpoint.parse("tcp://192.0.2.1:*"), elsewhere))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("Cannot bind tcp://192.0.2.1:*: ")
        .hasMessageEndingWith("; bind an address of this machine, or tcp://*:port for all of them");
  }
}
