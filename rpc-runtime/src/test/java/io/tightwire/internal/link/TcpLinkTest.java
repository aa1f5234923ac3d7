package io.tightwire.internal.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

public class TcpLinkTest extends LinkContract {

  @Override
  public String nobodyThere() {
    return "Connection refused";
  }

  @Override
  public Endpoint open() {
    return Endpoint.parse("tcp://127.0.0.1:*");
  }

  @Override
  public Endpoint concrete() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Endpoint.parse("tcp://127.0.0.1:" + probe.getLocalPort());
    }
  }
}
