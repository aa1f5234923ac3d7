package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.ConnectionLimiter;
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
 * Binds a server's {@code tcp://} and {@code ipc://} endpoints, which share one selector, one
 * limiter and one security. Confined to the loop thread.
 */
public final class ZmtpPortBinder implements PortBinder {

  private final LinkContext context;
  private final ConnectionLimiter limiter;
  private final SelectorEngine engine;
  private final ZmtpSecurity security;

  /** Binds none yet. */
  public ZmtpPortBinder(LinkContext context) {
    this.context = context;
    this.limiter = new ConnectionLimiter(context.options());
    this.engine = new SelectorEngine(context);
    this.security = new ZmtpSecurity(context);
  }

  @Override
  public ServerPort bind(Endpoint wanted, @Nullable InetAddress host) throws IOException {
    return BoundSocket.bind(
        wanted, host, bound -> new ZmtpServerPort(engine, bound, limiter, security, context));
  }

  @Override
  public SocketEngine engine() {
    return engine;
  }

  @Override
  public void receive() {
    security.finish(); // the loop's pass tells the channels that are ready
  }

  @Override
  public long tick(long now) {
    return limiter.inbound().tick(context.agent().keptBytes(), now);
  }

  @Override
  public void close() {
    security.close(); // the ports are closed, and the selector is when the loop has ended
  }
}
