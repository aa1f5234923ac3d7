package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.SocketEngine;
import io.tightwire.internal.link.socket.ClientPort;
import io.tightwire.internal.link.socket.ClientPorts;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** A client's DEALERs. Confined to the loop thread. */
public final class ZmqClientPorts implements ClientPorts {

  private final LinkContext context;
  private final Sockets sockets;

  /** Creates none yet. */
  public ZmqClientPorts(LinkContext context) {
    this.context = context;
    this.sockets = new Sockets(context.options(), context::onEngineFailure);
  }

  @Override
  public ClientPort create() throws IOException {
    return new DealerPort(sockets, context.options(), context::wake);
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
