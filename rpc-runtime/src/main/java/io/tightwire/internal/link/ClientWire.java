package io.tightwire.internal.link;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import zmq.Msg;

/** A client's one connection, made anew whenever it is lost. Confined to the loop thread. */
final class ClientWire implements Wire {

  /** How long one socket may try to connect; a network can swallow an attempt for minutes. */
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  /** How long after a loss JeroMQ may need to hand over what came before it. */
  private static final long AFTERMATH = TimeUnit.MILLISECONDS.toNanos(200);

  private final Endpoint endpoint;
  private final LinkOptions options;
  private final Agent<?> agent;
  private final Traffic traffic;
  private final Backoff backoff = new Backoff();
  private @Nullable Sockets sockets;
  private @Nullable DealerPort port;
  private @Nullable Connection peer;
  private long connections;
  private long due;
  private boolean waiting;
  private boolean fading;

  /** Why an attempt to connect has come to nothing, as the agent was told last. */
  private @Nullable String told;

  ClientWire(Endpoint endpoint, LinkOptions options, Agent<?> agent, Traffic traffic) {
    this.endpoint = endpoint;
    this.options = options;
    this.agent = agent;
    this.traffic = traffic;
  }

  @Override
  public void open(Sockets sockets) throws IOException {
    this.sockets = sockets;
    connect(sockets, System.nanoTime());
  }

  private void connect(Sockets sockets, long now) throws IOException {
    DealerPort opened = new DealerPort(sockets, endpoint, options, traffic::wake);
    port = opened;
    peer = new Connection(endpoint + "#" + ++connections, endpoint, opened, traffic, options);
    waiting = false;
    fading = false;
    told = null;
    due = now + PATIENCE;
  }

  @Override
  public int receive(int limit, long now) {
    DealerPort port = this.port;
    Connection peer = this.peer;
    Sockets sockets = this.sockets;
    if (port == null || peer == null || sockets == null) {
      return 0;
    }
    if (port.isGreeted()) {
      peer.announce(agent, now);
    }
    if (port.isRefused() && !peer.isGone()) {
      String why = refusal();
      peer.leave(why);
      agent.onRefused(why, now);
    }
    int received = 0;
    while (received < limit && !peer.isGone()) {
      Msg message = port.receive();
      if (message == null) {
        break;
      }
      received++;
      if (sockets.isNotice(message)) {
        peer.leave(lost(port));
      } else {
        port.message();
        peer.deliver(message, agent, now);
      }
    }
    return received;
  }

  @Override
  public long tick(long now) throws IOException {
    DealerPort port = this.port;
    Connection peer = this.peer;
    if (port != null && peer != null) {
      if (!peer.isGone()) {
        watch(port, peer, now);
      }
      if (!peer.isGone()) {
        return port.isGreeted() && !fading ? Long.MAX_VALUE : due;
      }
      if (peer.isProven(now)) {
        backoff.reset();
      }
      port.close(0);
      this.port = null;
      this.peer = null;
      waiting = true;
      due = now + backoff.next();
    }
    if (waiting && now - due >= 0 && sockets != null) {
      connect(sockets, now);
    }
    return due;
  }

  private void watch(DealerPort port, Connection peer, long now) {
    String failure = port.failure();
    if (failure != null && !failure.equals(told)) {
      told = failure;
      agent.onFailed(failure, now);
    }
    if (port.isLost() && !fading) {
      fading = true;
      due = port.isGreeted() ? now + AFTERMATH : now;
    }
    if ((fading || !port.isGreeted()) && now - due >= 0) {
      String why = failure != null ? failure : "connecting took too long";
      peer.leave(fading ? lost(port) : why);
    }
  }

  private String refusal() {
    CurveOptions curve = options.curve();
    return "the server does not allow " + (curve == null ? "it" : "the key " + curve.publicKey());
  }

  private String lost(DealerPort port) {
    String why = port.ended();
    if (why != null) {
      return why;
    }
    if (port.hasSpoken()) {
      return "connection lost";
    }
    return options.curve() == null
        ? "connection lost before the server said anything; does it ask for a CURVE key?"
        : "connection lost before the server said anything; is that its public key?";
  }

  @Override
  public void leaveAll(String reason) {
    if (peer != null) {
      peer.leave(reason);
    }
  }

  @Override
  public void close(long lingerNanos) throws IOException {
    waiting = false;
    if (port != null) {
      port.close(lingerNanos);
      port = null;
      peer = null;
    }
  }
}
