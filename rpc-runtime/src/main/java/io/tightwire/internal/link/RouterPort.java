package io.tightwire.internal.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;

/** One ROUTER that listens at one endpoint, and its peers. Confined to the loop thread. */
final class RouterPort implements ServerPort {

  private final Sockets sockets;
  private final BoundSocket bound;
  private final LinkOptions options;
  private final Traffic traffic;
  private final SocketBase socket;
  private final @Nullable ListeningChannel listening;

  /**
   * Under what name JeroMQ files the label of a connection; a secret, since a peer can add some.
   */
  private final String labelKey = "X-Label-" + UUID.randomUUID();

  private final Map<ByteBuffer, Connection> peers = new HashMap<>();
  private long connections;

  RouterPort(Sockets sockets, BoundSocket bound, LinkOptions options, Traffic traffic)
      throws IOException {
    this.sockets = sockets;
    this.bound = bound;
    this.options = options;
    this.traffic = traffic;
    ChannelSource source = ChannelSource.acceptingFrom(bound);
    this.listening = source.listening();
    this.socket = sockets.create(ZMQ.ZMQ_ROUTER, source);
    boolean listens = false;
    try {
      socket.setSocketOpt(ZMQ.ZMQ_SELFADDR_PROPERTY_NAME, labelKey);
      listens = socket.bind(ChannelSource.PLACEHOLDER);
      if (!listens) {
        throw new IllegalStateException("JeroMQ refused to listen: errno " + socket.errno());
      }
    } finally {
      if (!listens) {
        sockets.discard(socket, 0);
      }
    }
  }

  @Override
  public Endpoint endpoint() {
    return bound.endpoint();
  }

  @Override
  public void watch() throws IOException {
    sockets.watch(socket);
  }

  @Override
  public int receive(int limit, Agent<?> agent, long now) {
    int received = 0;
    while (received < limit) {
      Msg id = socket.recv(ZMQ.ZMQ_DONTWAIT);
      if (id == null) {
        break;
      }
      Msg message = socket.recv(ZMQ.ZMQ_DONTWAIT);
      if (message == null) {
        throw new IllegalStateException("JeroMQ gave a routing id without a message");
      }
      received++;
      dispatch(id.data(), message, agent, now);
    }
    return received;
  }

  private void dispatch(byte[] routingId, Msg message, Agent<?> agent, long now) {
    ByteBuffer id = ByteBuffer.wrap(routingId);
    if (sockets.isNotice(message)) {
      Connection gone = peers.remove(id);
      if (gone != null) {
        gone.leave("connection lost");
      }
      return;
    }
    Connection peer = peers.get(id);
    if (peer == null) {
      peer = greet(routingId, message);
      peers.put(id, peer);
    }
    peer.deliver(message, agent, now); // ignored if the peer was dropped
  }

  private Connection greet(byte[] id, Msg message) {
    String label = message.getMetadata() == null ? null : message.getMetadata().get(labelKey);
    StreamChannel stream = listening == null || label == null ? null : listening.find(label);
    String remote = stream == null ? "" : stream.remote();
    String name =
        "client "
            + (remote.isEmpty() ? "" : remote + " ")
            + "of "
            + endpoint()
            + "#"
            + ++connections;
    return new Connection(name, endpoint(), new Return(id, stream), traffic, options);
  }

  @Override
  public void leaveAll(String reason) {
    peers.values().forEach(peer -> peer.leave(reason));
  }

  @Override
  public void stopAccepting() throws IOException {
    if (listening != null) {
      listening.stopAccepting();
      sockets.nudge(); // only then is its descriptor let go of
    }
  }

  @Override
  public void close(long lingerNanos) throws IOException {
    peers.clear();
    sockets.discard(socket, lingerNanos);
  }

  /** The way back to one client. */
  private final class Return implements Route {

    private final byte[] id;
    private final @Nullable StreamChannel stream;

    Return(byte[] id, @Nullable StreamChannel stream) {
      this.id = id;
      this.stream = stream;
    }

    @Override
    public Outcome transmit(Parcel parcel) {
      if (socket.send(new Msg(id), ZMQ.ZMQ_SNDMORE | ZMQ.ZMQ_DONTWAIT)) {
        return socket.send(parcel, ZMQ.ZMQ_DONTWAIT) ? Outcome.SENT : Outcome.UNREACHABLE;
      }
      return socket.errno() == ZError.EAGAIN ? Outcome.REFUSED : Outcome.UNREACHABLE;
    }

    @Override
    public void hangUp(String how) {
      if (stream != null) {
        stream.hangUp();
      }
    }
  }
}
