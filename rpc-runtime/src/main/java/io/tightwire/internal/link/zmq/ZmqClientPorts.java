package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.SocketEngine;
import io.tightwire.internal.link.socket.ClientPort;
import io.tightwire.internal.link.socket.ClientPorts;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A client's DEALERs. Confined to the loop thread. */
public final class ZmqClientPorts implements ClientPorts {

  private final LinkContext context;
  private final Sockets sockets;
  private final @Nullable CurveOptions curve;

  /** Creates none yet. */
  public ZmqClientPorts(LinkContext context) {
    this(
        context,
        new Sockets(context.options(), context::onEngineFailure),
        context.options().curve());
  }

  private ZmqClientPorts(LinkContext context, Sockets sockets, @Nullable CurveOptions curve) {
    this.context = context;
    this.sockets = sockets;
    this.curve = curve;
  }

  @Override
  public @Nullable String serverKey() {
    return curve == null ? null : curve.serverKey();
  }

  @Override
  public ClientPorts withServerKey(String key) {
    if (curve == null) {
      return ClientPorts.super.withServerKey(key);
    }
    return new ZmqClientPorts(context, sockets, curve.withServerKey(key));
  }

  @Override
  public ClientPort create() throws IOException {
    return new DealerPort(sockets, context.options(), curve, context::wake);
  }

  @Override
  public SocketEngine engine() {
    return sockets;
  }

  @Override
  public boolean canConnect() {
    return sockets.isHosted();
  }

  @Override
  public void watchConnect(SocketChannel channel, Runnable onReady) throws IOException {
    sockets.watchConnect(channel, onReady);
  }
}
