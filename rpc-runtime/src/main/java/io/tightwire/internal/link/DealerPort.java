package io.tightwire.internal.link;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;

/**
 * One DEALER, good for one connection: until that is made JeroMQ keeps trying, once it is lost
 * JeroMQ leaves it alone. (Left to itself, JeroMQ would hand what was meant for the old connection
 * to a new one.) Confined to the loop thread, but for {@link #heard}.
 */
final class DealerPort implements Route {

  private static final int EVENTS =
      ZMQ.ZMQ_EVENT_CONNECTED
          | ZMQ.ZMQ_EVENT_HANDSHAKE_PROTOCOL
          | ZMQ.ZMQ_EVENT_HANDSHAKE_FAILED_AUTH
          | ZMQ.ZMQ_EVENT_DISCONNECTED;

  private final Sockets sockets;
  private final Runnable wake;
  private final SocketBase socket;
  private final ChannelSource source;
  private volatile boolean connected;
  private volatile boolean greeted;
  private volatile boolean lost;
  private volatile boolean refused;

  DealerPort(Sockets sockets, Endpoint target, LinkOptions options, Runnable wake)
      throws IOException {
    this.sockets = sockets;
    this.wake = wake;
    this.source = ChannelSource.connectingTo(target, options, wake);
    this.socket = sockets.create(ZMQ.ZMQ_DEALER, source);
    boolean connecting = false;
    try {
      socket.setSocketOpt(ZMQ.ZMQ_RECONNECT_IVL, Backoff.FIRST_MILLIS);
      socket.setSocketOpt(ZMQ.ZMQ_RECONNECT_IVL_MAX, Backoff.LONGEST_MILLIS);
      socket.setEventHook(this::heard, EVENTS);
      sockets.watch(socket);
      connecting = socket.connect(ChannelSource.PLACEHOLDER);
      if (!connecting) {
        throw new IllegalStateException("JeroMQ refused to connect: errno " + socket.errno());
      }
    } finally {
      if (!connecting) {
        sockets.discard(socket, 0);
      }
    }
  }

  /** Called by the I/O thread. */
  private void heard(ZMQ.Event event) {
    switch (event.event) {
      case ZMQ.ZMQ_EVENT_CONNECTED -> {
        // From here on a loss is final. The pipe stays, so that what came before can be read.
        connected = true;
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

  /** Whether the other side has shown that it speaks the protocol. */
  boolean isGreeted() {
    return greeted;
  }

  /** Why it has not come to a connection yet; null if that is not known. */
  @Nullable String failure() {
    return connected ? null : source.failure();
  }

  /** Whether the other side has said that it does not let this one in. */
  boolean isRefused() {
    return refused;
  }

  /** Whether the connection is lost; there may still be messages to read from it. */
  boolean isLost() {
    return lost;
  }

  @Nullable Msg receive() {
    return socket.recv(ZMQ.ZMQ_DONTWAIT);
  }

  /** What was received was a message of the other side's. */
  void message() {
    StreamChannel stream = source.latest();
    if (stream != null) {
      stream.message();
    }
  }

  /** Why this side ended the connection; null if it did not. */
  @Nullable String ended() {
    StreamChannel stream = source.latest();
    return stream == null ? null : stream.ended();
  }

  /** Whether a message ever came. */
  boolean hasSpoken() {
    StreamChannel stream = source.latest();
    return stream != null && stream.hasSpoken();
  }

  @Override
  public Outcome transmit(Parcel parcel) {
    return socket.send(parcel, ZMQ.ZMQ_DONTWAIT) ? Outcome.SENT : Outcome.REFUSED;
  }

  @Override
  public boolean isStalled(long now, long nanos) {
    StreamChannel stream = source.latest();
    return stream != null && stream.isStalled(now, nanos);
  }

  @Override
  public void hangUp(String how) {
    // The owner throws the port away.
  }

  void close(long lingerNanos) throws IOException {
    sockets.discard(socket, lingerNanos);
  }
}
