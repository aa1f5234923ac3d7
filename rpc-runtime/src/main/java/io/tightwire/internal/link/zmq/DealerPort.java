package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.Connection;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.socket.ClientPort;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;

/**
 * One DEALER, for one connection, which it gets when that is made. JeroMQ does not replace a lost
 * connection: it would send the messages of the old connection to the new one. Confined to the loop
 * thread, but for {@link #heard}.
 */
final class DealerPort implements ClientPort {

  private static final int EVENTS =
      ZMQ.ZMQ_EVENT_CONNECTED
          | ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL
          | ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
          | ZMQ.ZMQ_EVENT_DISCONNECTED;

  /**
   * A reconnect interval in milliseconds that outlasts the port; JeroMQ accepts no "never" before
   * it connects.
   */
  private static final int NEVER_IN_ITS_LIFE = 1 << 30;

  private final Sockets sockets;
  private final Runnable wake;
  private final SocketBase socket;
  private final ChannelSource source;
  private volatile boolean greeted;
  private volatile boolean lost;
  private volatile boolean refused;
  private @Nullable MsgReceiver receiver;
  private boolean drained;

  DealerPort(Sockets sockets, LinkOptions options, @Nullable CurveOptions curve, Runnable wake)
      throws IOException {
    this.sockets = sockets;
    this.wake = wake;
    this.source = new ChannelSource(options, this::failed);
    this.socket = sockets.create(source, curve);
    boolean created = false;
    try {
      socket.setSocketOpt(ZMQ.ZMQ_RECONNECT_IVL, NEVER_IN_ITS_LIFE);
      socket.setEventHook(this::heard, EVENTS);
      created = true;
    } finally {
      if (!created) {
        sockets.discard(socket, 0);
      }
    }
  }

  @Override
  public void attach(SocketChannel channel) throws IOException {
    source.handOver(channel);
    if (!socket.connect(ChannelSource.PLACEHOLDER)) {
      throw new IOException("JeroMQ refused to connect: errno " + socket.errno());
    }
  }

  /** Records that JeroMQ asked for another connection, since it could not use the first. */
  private void failed() {
    lost = true;
    wake.run();
  }

  /** Handles an event of JeroMQ's. Called by the I/O thread. */
  private void heard(ZMQ.Event event) {
    switch (event.event) {
      case ZMQ.ZMQ_EVENT_CONNECTED -> {
        // From here on a loss is final. The pipe stays, so that the messages before it can be read.
        socket.setSocketOpt(ZMQ.ZMQ_RECONNECT_IVL, -1);
      }
      case ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL -> {
        greeted = true;
        wake.run();
      }
      case ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH -> {
        refused = true;
        wake.run();
      }
      default -> {
        lost = true;
        wake.run();
      }
    }
  }

  @Override
  public boolean isGreeted() {
    return greeted;
  }

  @Override
  public boolean isRefused() {
    return refused;
  }

  @Override
  public boolean isLost() {
    return lost;
  }

  @Override
  public boolean isDrained() {
    return drained;
  }

  @Override
  public int receive(Connection connection, int limit, long now) {
    MsgReceiver into = receiver == null ? new MsgReceiver(connection) : receiver;
    receiver = into;
    int received = 0;
    while (received < limit && !drained && !connection.isDisconnected()) {
      Msg message = socket.recv(ZMQ.ZMQ_DONTWAIT);
      if (message == null) {
        break;
      }
      received++;
      if (sockets.isNotice(message)) {
        drained = true;
      } else {
        countMessage();
        into.deliver(message, now);
      }
    }
    return received;
  }

  /** Records that a message of the other side was received. */
  private void countMessage() {
    StreamChannel stream = source.latest();
    if (stream != null) {
      stream.message();
    }
  }

  @Override
  public @Nullable DisconnectReason ended() {
    StreamChannel stream = source.latest();
    return stream == null ? null : stream.ended();
  }

  @Override
  public boolean hasReceivedMessage() {
    StreamChannel stream = source.latest();
    return stream != null && stream.hasReceivedMessage();
  }

  @Override
  public Outcome transmit(OutboundMessage message) {
    return socket.send(new OutboundMsg(message), ZMQ.ZMQ_DONTWAIT) ? Outcome.SENT : Outcome.REFUSED;
  }

  @Override
  public boolean isStalled(long now, long nanos) {
    StreamChannel stream = source.latest();
    return stream != null && stream.isStalled(now, nanos);
  }

  @Override
  public boolean isReceiving(long now, long nanos) {
    StreamChannel stream = source.latest();
    return stream != null && stream.isReceiving(now, nanos);
  }

  @Override
  public void disconnect(String how) {
    // The owner closes the port.
  }

  @Override
  public void close(long lingerNanos) throws IOException {
    sockets.discard(socket, lingerNanos);
  }
}
