package io.tightwire.internal.server;

import io.tightwire.internal.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Responds to the HELLO of clients, and tells them what else they must know before their first
 * call. Confined to the loop thread.
 */
final class Handshake {

  private final ServerHello serverHello;
  private final HealthAnnouncer health;
  private final ServerDrain drain;

  Handshake(ServerHello serverHello, HealthAnnouncer health, ServerDrain drain) {
    this.serverHello = serverHello;
    this.health = health;
    this.drain = drain;
  }

  /** Responds to a HELLO. Returns why the client is refused instead; null if it is not. */
  @Nullable String greet(Session session, Frame.Hello hello) {
    if (hello.version() != Frame.VERSION) {
      return "This server speaks version "
          + Frame.VERSION
          + " of the protocol, the client "
          + hello.version();
    }
    session.helloReceived = true;
    session.maxMessageSize = hello.maxMessageSize();
    session.peer.packAtMost(session.maxMessageSize);
    session.peer.send(serverHello.atMost(session.maxMessageSize));
    health.greet(session);
    if (drain.isDraining()) {
      session.goAway(ServerDrain.REASON);
    }
    return null;
  }
}
