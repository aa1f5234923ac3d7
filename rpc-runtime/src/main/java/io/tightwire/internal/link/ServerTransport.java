package io.tightwire.internal.link;

import io.tightwire.internal.flow.Times;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server's ports, one for each endpoint that it listens at. Confined to the loop thread. */
final class ServerTransport implements Transport {

  private final LinkOptions options;
  private final LinkContext context;
  private final ConnectionLimiter limiter;
  private @Nullable ZapHandler gate;
  private final List<ServerPort> ports = new ArrayList<>();
  private @Nullable Sockets sockets;
  private boolean reading;
  private int turn;

  ServerTransport(LinkContext context) {
    this.options = context.options();
    this.context = context;
    this.limiter = new ConnectionLimiter(context.options());
  }

  @Override
  public void open(Sockets sockets) {
    this.sockets = sockets;
  }

  /**
   * Listens; says where, nothing left open.
   *
   * @param host of {@code wanted}; null if it has none
   */
  Endpoint bind(Endpoint wanted, @Nullable InetAddress host) throws IOException {
    if (sockets == null) {
      throw new IllegalStateException("The loop does not run");
    }
    CurveOptions curve = options.curve();
    if (wanted.kind() == Endpoint.Kind.INPROC) {
      if (curve != null) {
        throw new IllegalArgumentException(
            "Cannot bind "
                + wanted
                + ": inside a process there are no keys to check; bind tcp:// or ipc://, or another"
                + " server without curve");
      }
      ServerPort port = InprocPort.bind(wanted, InprocRegistry.PROCESS, context);
      ports.add(port);
      return port.endpoint();
    }
    if (curve != null && gate == null) {
      gate = new ZapHandler(sockets, curve, limiter); // before anybody can come
      gate.watch();
    }
    BoundSocket bound = BoundSocket.bind(wanted, host);
    boolean listens = false;
    try {
      RouterPort port = new RouterPort(sockets, bound, limiter, gate, context);
      ports.add(port);
      if (reading) {
        port.watch();
      }
      listens = true;
      return port.endpoint();
    } finally {
      if (!listens) {
        bound.close();
      }
    }
  }

  void startReading() throws IOException {
    if (!reading) {
      reading = true;
      for (ServerPort port : ports) {
        port.watch();
      }
    }
  }

  void stopAccepting() throws IOException {
    for (ServerPort port : ports) {
      port.stopAccepting();
    }
  }

  /** Ends the connections of those whose keys are not allowed any more. */
  void reviewKeys() {
    ports.forEach(ServerPort::reviewKeys);
  }

  @Override
  public int receive(int limit, long now) {
    if (gate != null) {
      gate.answer();
    }
    int received = 0;
    for (int i = 0; reading && i < ports.size() && received < limit; i++) {
      turn = (turn + 1) % ports.size(); // so that none comes last always
      received += ports.get(turn).receive(limit - received, now);
    }
    return received;
  }

  @Override
  public long tick(long now) {
    long next = limiter.inbound().tick(context.agent().keptBytes(), now);
    for (ServerPort port : ports) {
      next = Times.earlier(next, port.tick(now));
    }
    return next;
  }

  @Override
  public void disconnectAll(String reason) {
    ports.forEach(port -> port.disconnectAll(reason));
  }

  @Override
  public void close(long lingerNanos) throws IOException {
    for (ServerPort port : ports) {
      port.close(lingerNanos);
    }
    ports.clear();
    if (gate != null) {
      gate.close(); // after all who would come in while nobody watches
    }
  }
}
