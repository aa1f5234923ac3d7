package io.tightwire.internal.link.socket;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Backoff;
import io.tightwire.internal.link.Connection;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.NameLookups;
import io.tightwire.internal.link.SocketEngine;
import io.tightwire.internal.link.TargetTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Maintains a client's connection, which is made again whenever it is lost. The ZMTP engine gets it
 * when it is made, so that look-ups, the choice of addresses and delays are in one place. Confined
 * to the loop thread.
 */
public final class ClientTransport implements TargetTransport {

  /** The time within which the server must show that it speaks the protocol. */
  private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(10);

  /** The time that an engine may need after a loss to deliver the messages received before it. */
  private static final long LOSS_GRACE = TimeUnit.MILLISECONDS.toNanos(200);

  private final Endpoint endpoint;
  private final LinkOptions options;
  private final LinkContext context;
  private final NameLookups lookups;
  private final Backoff backoff;
  private final ClientPorts ports;
  private @Nullable Connector connector;

  /** Made before there is a connection, since it starts the thread to which the loop moves. */
  private @Nullable ClientPort port;

  /** Null unless {@link #port} has a connection. */
  private @Nullable Connection peer;

  /** The address of the connection, if the host has others. */
  private @Nullable InetAddress address;

  private long connections;
  private long due;
  private boolean lossPending;
  private boolean retired;

  /** The reason that was last reported to the agent for having no connection. */
  private @Nullable String told;

  /** Creates the transport of a client; connects when it is opened. */
  public ClientTransport(
      Endpoint endpoint, LinkContext context, NameLookups lookups, ClientPorts ports) {
    this(endpoint, context, lookups, ports, new Backoff(), System.nanoTime());
  }

  private ClientTransport(
      Endpoint endpoint,
      LinkContext context,
      NameLookups lookups,
      ClientPorts ports,
      Backoff backoff,
      long due) {
    this.endpoint = endpoint;
    this.options = context.options();
    this.context = context;
    this.lookups = lookups;
    this.ports = ports;
    this.backoff = backoff;
    this.due = due;
  }

  @Override
  public void open() {} // the first tick connects

  @Override
  public void retire() {
    retired = true;
  }

  @Override
  public boolean isOver() {
    return retired && peer == null;
  }

  @Override
  public TargetTransport succeed(long now) {
    retire();
    forgetFailures(now);
    ClientTransport next =
        new ClientTransport(endpoint, context, lookups, ports, backoff, now + backoff.next());
    next.address = address;
    next.connections = connections;
    return next;
  }

  @Override
  public SocketEngine engine() {
    return ports.engine();
  }

  @Override
  public int receive(int limit, long now) throws IOException {
    ClientPort port = this.port;
    Connection peer = this.peer;
    if (port == null || peer == null) {
      return 0;
    }
    learn(port, peer, now);
    int received = port.receive(peer, limit, now);
    learn(port, peer, now);
    if (port.isDrained()) {
      peer.disconnect(lost(port));
    }
    return received;
  }

  /** Tells the agent what the handshake has come to. */
  private void learn(ClientPort port, Connection peer, long now) {
    if (port.isGreeted()) {
      peer.announce(now);
    }
    if (port.isRefused() && !peer.isDisconnected()) {
      String why = refusal();
      peer.disconnect(DisconnectReason.handshake(why));
      if (!retired) { // otherwise it says nothing about the server that is there now
        context.agent().onRefused(endpoint, why, now);
      }
    }
  }

  @Override
  public long tick(long now) throws IOException {
    if (port != null && peer != null) {
      if (!peer.isDisconnected()) {
        watch(port, peer, now);
      }
      if (!peer.isDisconnected()) {
        return port.isGreeted() && !lossPending ? Timed.NEVER : due;
      }
      end(port, now);
    }
    if (retired) {
      return Timed.NEVER;
    }
    if (connector != null || now - due >= 0) {
      connect(now);
    }
    return due;
  }

  private void watch(ClientPort port, Connection peer, long now) {
    if (port.isLost() && !lossPending) {
      learn(port, peer, now); // a server that refuses the client ends the connection after that
      lossPending = true;
      due = port.isGreeted() ? now + LOSS_GRACE : now;
    }
    if ((lossPending || !port.isGreeted()) && now - due >= 0) {
      peer.disconnect(
          lossPending
              ? lost(port)
              : DisconnectReason.handshake(
                  "the handshake took longer than " + Times.print(HANDSHAKE_LIMIT)));
    }
  }

  /** Forgets the failures before a connection that has proven itself. */
  private void forgetFailures(long now) {
    if (peer != null && peer.isProven(now)) {
      backoff.reset();
      address = null;
    }
  }

  private void end(ClientPort port, long now) throws IOException {
    forgetFailures(now);
    port.close(0);
    this.port = null;
    this.peer = null;
    due = now + backoff.next();
  }

  /** Begins or continues to connect. */
  private void connect(long now) throws IOException {
    try {
      if (port == null) {
        port = ports.create();
      }
      if (!ports.canConnect()) {
        return; // no thread watches the channels yet; the loop moves next
      }
      Connector attempt = connector;
      if (attempt == null) {
        attempt = new Connector(endpoint, lookups, ports, address, context::wake, now);
        connector = attempt;
      }
      advance(attempt, port, now);
    } catch (IOException | RuntimeException e) { // for example, no descriptor is left
      close(0);
      failed(String.valueOf(e.getMessage()), now);
    }
  }

  private void advance(Connector attempt, ClientPort port, long now) throws IOException {
    SocketChannel channel = attempt.advance(now);
    String failure = attempt.failure();
    if (channel != null) {
      connector = null;
      address =
          channel.getRemoteAddress() instanceof InetSocketAddress remote
              ? remote.getAddress()
              : null;
      port.attach(channel);
      String name = endpoint + "#" + ++connections;
      peer = context.connection(name, endpoint, ports.serverKey(), port);
      lossPending = false;
      told = null;
      due = Times.deadline(now, HANDSHAKE_LIMIT);
    } else if (failure != null) {
      connector = null;
      failed(failure, now);
    } else {
      tell(attempt.waitsFor(now), now);
      due = attempt.due(now);
    }
  }

  private void failed(String why, long now) {
    tell(why, now);
    due = now + backoff.next();
  }

  private void tell(@Nullable String why, long now) {
    if (why != null && !why.equals(told)) {
      told = why;
      context.agent().onFailed(endpoint, DisconnectReason.unreachable(why), now);
    }
  }

  private String refusal() {
    CurveOptions curve = options.curve();
    return "the server does not allow " + (curve == null ? "it" : "the key " + curve.publicKey());
  }

  private DisconnectReason lost(ClientPort port) {
    DisconnectReason why = port.ended();
    if (why != null) {
      return why;
    }
    if (port.hasReceivedMessage()) {
      return DisconnectReason.lost();
    }
    return DisconnectReason.handshake(
        options.curve() == null
            ? "connection lost before the server said anything; does it ask for a CURVE key?"
            : "connection lost before the server said anything; is that its public key?");
  }

  @Override
  public void disconnectAll(DisconnectReason reason) {
    if (peer != null) {
      peer.disconnect(reason);
    }
  }

  @Override
  public void close(long lingerNanos) throws IOException {
    if (connector != null) {
      connector.close();
      connector = null;
    }
    if (port != null) {
      port.close(lingerNanos);
      port = null;
      peer = null;
    }
  }
}
