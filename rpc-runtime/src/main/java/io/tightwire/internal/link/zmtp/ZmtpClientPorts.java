package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.SocketEngine;
import io.tightwire.internal.link.socket.ClientPort;
import io.tightwire.internal.link.socket.ClientPorts;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** The connections of a client, all on one selector. Confined to the loop thread. */
public final class ZmtpClientPorts implements ClientPorts {

  private final LinkContext context;
  private final SelectorEngine engine;

  /** Creates none yet. */
  public ZmtpClientPorts(LinkContext context) {
    this.context = context;
    this.engine = new SelectorEngine(context);
  }

  @Override
  public ClientPort create() {
    return new ZmtpClientPort(engine, context);
  }

  @Override
  public SocketEngine engine() {
    return engine;
  }

  @Override
  public boolean canConnect() {
    return true;
  }

  @Override
  public void watchConnect(SocketChannel channel, Runnable onReady) throws IOException {
    engine.watchConnect(channel, onReady);
  }
}
