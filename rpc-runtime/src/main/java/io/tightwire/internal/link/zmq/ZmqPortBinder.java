package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.ConnectionLimiter;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.PortBinder;
import io.tightwire.internal.link.ServerPort;
import io.tightwire.internal.link.SocketEngine;
import io.tightwire.internal.link.socket.BoundSocket;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Binds a server's {@code tcp://} and {@code ipc://} endpoints, which share one limiter and one
 * handler of keys. Confined to the loop thread.
 */
public final class ZmqPortBinder implements PortBinder {

  private final LinkContext context;
  private final ConnectionLimiter limiter;
  private final Sockets sockets;
  private @Nullable ZapHandler zap;

  public ZmqPortBinder(LinkContext context) {
    this.context = context;
    this.limiter = new ConnectionLimiter(context.options());
    this.sockets = new Sockets(context.options(), context::onEngineFailure);
  }

  @Override
  public ServerPort bind(Endpoint wanted, @Nullable InetAddress host) throws IOException {
    CurveOptions curve = context.options().curve();
    if (curve != null && zap == null) {
      zap = new ZapHandler(sockets, curve, limiter); // before any client can connect
    }
    return BoundSocket.bind(
        wanted, host, bound -> new RouterPort(sockets, bound, limiter, zap, context));
  }

  @Override
  public SocketEngine engine() {
    return sockets;
  }

  @Override
  public void receive() {
    if (zap != null) {
      zap.respond();
    }
  }

  @Override
  public long tick(long now) {
    return limiter.inbound().tick(context.agent().keptBytes(), now);
  }

  @Override
  public void close() throws IOException {
    if (zap != null) {
      zap.close(); // after all ports, through which peers would otherwise connect unchecked
    }
  }
}
