package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.MessageSink;
import io.tightwire.internal.link.OutboundMessage;
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
final class DealerPort implements MessageSink {

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

  DealerPort(Sockets sockets, LinkOptions options, Runnable wake) throws IOException {
    this.sockets = sockets;
    this.wake = wake;
    this.source = ChannelSource.ofConnection(options, this::failed);
    this.socket = sockets.create(ZMQ.ZMQ_DEALER, source);
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

  /**
   * Attaches the connection. Called once.
   *
   * @param channel open and connected; the port owns it from now on, even if this fails
   */
  void attach(SocketChannel channel) throws IOException {
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

  /** Returns whether the other side has shown that it speaks the protocol. */
  boolean isGreeted() {
    return greeted;
  }

  /** Returns whether the other side has refused this side's key. */
  boolean isRefused() {
    return refused;
  }

  /** Returns whether the connection is lost; there may still be messages to read from it. */
  boolean isLost() {
    return lost;
  }

  @Nullable Msg receive() {
    return socket.recv(ZMQ.ZMQ_DONTWAIT);
  }

  /** Records that a message of the other side was received. */
  void message() {
    StreamChannel stream = source.latest();
    if (stream != null) {
      stream.message();
    }
  }

  /** Returns why this side ended the connection; null if it did not. */
  @Nullable DisconnectReason ended() {
    StreamChannel stream = source.latest();
    return stream == null ? null : stream.ended();
  }

  /** Returns whether a message ever came. */
  boolean hasReceivedMessage() {
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

  void close(long lingerNanos) throws IOException {
    sockets.discard(socket, lingerNanos);
  }
}
