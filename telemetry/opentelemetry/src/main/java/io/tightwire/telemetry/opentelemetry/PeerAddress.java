package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.tightwire.Target;

/** The address of a server that was contacted. */
final class PeerAddress {

  private PeerAddress() {}

  /**
   * Returns the attributes of a server's endpoint: of {@code tcp://} host and port, of {@code
   * ipc://} the path of the socket, of {@code inproc://} none, since there is no network.
   */
  static Attributes of(String endpoint) {
    Target server = Target.of(endpoint);
    String host = server.host();
    if (host == null || server.kind() == Target.Kind.INPROC) {
      return Attributes.empty();
    }
    return server.port() == Target.NO_PORT
        ? Attributes.of(Conventions.PEER_ADDRESS, host)
        : Attributes.of(
            Conventions.PEER_ADDRESS, host, Conventions.PEER_PORT, (long) server.port());
  }
}
