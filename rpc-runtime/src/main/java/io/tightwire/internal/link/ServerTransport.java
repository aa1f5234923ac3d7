package io.tightwire.internal.link;

import io.tightwire.internal.flow.Times;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server's ports, one for each endpoint at which it listens. Confined to the loop thread. */
final class ServerTransport implements Transport {

  private final LinkContext context;
  private final PortBinder sockets;
  private final List<ServerPort> ports = new ArrayList<>();
  private boolean open;
  private boolean reading;
  private int turn;

  ServerTransport(LinkContext context) {
    this.context = context;
    this.sockets = Transports.sockets(context);
  }

  @Override
  public void open() {
    open = true;
  }

  @Override
  public SocketEngine engine() {
    return sockets.engine();
  }

  /**
   * Listens at an endpoint; returns it with the system's choices.
   *
   * @param host the address of its host; null if it has none
   */
  Endpoint bind(Endpoint wanted, @Nullable InetAddress host) throws IOException {
    if (!open) {
      throw new IllegalStateException("The loop does not run");
    }
    ServerPort port =
        wanted.kind() == Endpoint.Kind.INPROC ? bindInproc(wanted) : sockets.bind(wanted, host);
    ports.add(port);
    if (reading) {
      port.startReading();
    }
    return port.endpoint();
  }

  private ServerPort bindInproc(Endpoint wanted) throws IOException {
    if (context.options().curve() != null) {
      throw new IllegalArgumentException(
          "Cannot bind "
              + wanted
              + ": inside a process there are no keys to check; bind tcp:// or ipc://, or another"
              + " server without curve");
    }
    return Transports.bindInproc(wanted, context);
  }

  void startReading() throws IOException {
    if (!reading) {
      reading = true;
      for (ServerPort port : ports) {
        port.startReading();
      }
    }
  }

  void stopAccepting() throws IOException {
    for (ServerPort port : ports) {
      port.stopAccepting();
    }
  }

  /** Ends the connections of peers whose keys are not allowed any more. */
  void reviewKeys() {
    ports.forEach(ServerPort::reviewKeys);
  }

  @Override
  public int receive(int limit, long now) throws IOException {
    sockets.receive();
    int received = 0;
    for (int i = 0; reading && i < ports.size() && received < limit; i++) {
      turn = (turn + 1) % ports.size(); // so that no port is always the last
      received += ports.get(turn).receive(limit - received, now);
    }
    return received;
  }

  @Override
  public long tick(long now) {
    long next = sockets.tick(now);
    for (ServerPort port : ports) {
      next = Times.earlier(next, port.tick(now));
    }
    return next;
  }

  @Override
  public void disconnectAll(DisconnectReason reason) {
    ports.forEach(port -> port.disconnectAll(reason));
  }

  @Override
  public void close(long lingerNanos) throws IOException {
    for (ServerPort port : ports) {
      port.close(lingerNanos);
    }
    ports.clear();
    sockets.close();
  }
}
