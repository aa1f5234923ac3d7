package io.tightwire.internal.link.zmq;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.Connection;
import io.tightwire.internal.link.ConnectionLimiter;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.InFlightBytes;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.MessageSink;
import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.ServerPort;
import io.tightwire.internal.link.socket.BoundSocket;
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
import zmq.io.Metadata;

/** One ROUTER that listens at one endpoint, and its peers. Confined to the loop thread. */
final class RouterPort implements ServerPort {

  private final Sockets sockets;
  private final BoundSocket bound;
  private final @Nullable ZapHandler zap;
  private final LinkContext context;
  private final SocketBase socket;
  private final @Nullable ListeningChannel listening;

  /**
   * The property under which JeroMQ stores the label of a connection; secret, since a peer can add
   * properties.
   */
  private final String labelKey = "X-Label-" + UUID.randomUUID();

  private final Map<ByteBuffer, Client> clients = new HashMap<>();
  private long connections;

  /** The time since which messages are read; peers that connected before could not be read. */
  private long readingSince = Timed.NEVER;

  RouterPort(
      Sockets sockets,
      BoundSocket bound,
      ConnectionLimiter limiter,
      @Nullable ZapHandler zap,
      LinkContext context)
      throws IOException {
    this.sockets = sockets;
    this.bound = bound;
    this.zap = zap;
    this.context = context;
    ChannelSource source = ChannelSource.acceptingFrom(bound, limiter, context.options());
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
  public void startReading() {
    readingSince = System.nanoTime();
  }

  @Override
  public int receive(int limit, long now) {
    int received = 0;
    while (received < limit) {
      Msg id = socket.recv(ZMQ.ZMQ_DONTWAIT);
      if (id == null) {
        break;
      }
      Msg message = next();
      received++;
      boolean whole = !message.hasMore();
      for (Msg part = message; part.hasMore(); ) {
        part = next();
      }
      dispatch(id.data(), message, whole, now);
      if (message instanceof InboundMsg) {
        byte[] unused = InboundMsg.messageOf(message).take(); // whether it was delivered or not
      }
    }
    return received;
  }

  private Msg next() {
    Msg message = socket.recv(ZMQ.ZMQ_DONTWAIT);
    if (message == null) {
      throw new IllegalStateException("JeroMQ gave a part of a message");
    }
    return message;
  }

  private void dispatch(byte[] routingId, Msg message, boolean whole, long now) {
    ByteBuffer id = ByteBuffer.wrap(routingId);
    if (sockets.isNotice(message)) {
      Client gone = clients.remove(id);
      if (gone != null) {
        gone.lost();
      }
      return;
    }
    Client client = clients.get(id);
    if (client == null) {
      client = newClient(routingId, message);
      clients.put(id, client);
    }
    if (!client.sent(message)) {
      StreamChannel intruder = find(message);
      if (intruder != null) {
        intruder.disconnect(DisconnectReason.dropped("it uses another connection's routing id"));
      }
      return;
    }
    client.message();
    if (!whole) { // encrypted messages only; others never have the flag of more parts
      client.connection.drop("it sent a message of several parts");
      return;
    }
    if (zap != null && client.connection.key() == null) {
      client.connection.drop("it has no key that is allowed");
      return;
    }
    client.receiver.deliver(message, now); // ignored if the peer was dropped
  }

  /** Returns the connection of a message; null if that is gone. */
  private @Nullable StreamChannel find(Msg message) {
    String label = message.getMetadata() == null ? null : message.getMetadata().get(labelKey);
    return listening == null || label == null ? null : listening.find(label);
  }

  private Client newClient(byte[] id, Msg message) {
    StreamChannel stream = find(message);
    String remote = stream == null ? "" : stream.remote();
    String key = zap == null ? null : zap.keyOf(message);
    String name =
        "client "
            + (remote.isEmpty() ? "" : remote + " ")
            + (key == null ? "" : "with key " + key + " ")
            + "of "
            + endpoint()
            + "#"
            + ++connections;
    Connection connection = context.connection(name, endpoint(), key, new ClientSink(id, stream));
    return new Client(connection, new MsgReceiver(connection), stream, message.getMetadata());
  }

  @Override
  public void reviewKeys() {
    for (Client client : clients.values()) {
      String key = client.connection.key();
      if (zap != null && key != null && !zap.allows(key)) {
        client.connection.drop("its key is not allowed any more");
      }
    }
  }

  @Override
  public long tick(long now) {
    return listening == null ? Timed.NEVER : listening.tick(readingSince, now);
  }

  @Override
  public void disconnectAll(DisconnectReason reason) {
    clients.values().forEach(client -> client.connection.disconnect(reason));
  }

  @Override
  public void stopAccepting() throws IOException {
    if (listening != null) {
      listening.stopAccepting();
      sockets.reselect(); // only then is its descriptor released
    }
  }

  @Override
  public void close(long lingerNanos) throws IOException {
    clients.clear();
    sockets.discard(socket, lingerNanos);
  }

  /**
   * The client behind a routing id.
   *
   * @param metadata the object that JeroMQ attaches to all messages of this connection alone: a
   *     peer can choose an id, but not this
   */
  private record Client(
      Connection connection,
      MsgReceiver receiver,
      @Nullable StreamChannel stream,
      @Nullable Metadata metadata) {

    @SuppressWarnings("ReferenceEquality") // an equal object belongs to another connection
    boolean sent(Msg message) {
      return message.getMetadata() == metadata;
    }

    void message() {
      if (stream != null) {
        stream.message();
      }
    }

    void lost() {
      DisconnectReason why = stream == null ? null : stream.ended();
      connection.disconnect(why == null ? DisconnectReason.lost() : why);
      if (stream != null) {
        stream.disconnect(DisconnectReason.lost()); // it may be another one that JeroMQ lost
      }
    }
  }

  /** Sends messages to one client. */
  private final class ClientSink implements MessageSink {

    private final byte[] id;
    private final @Nullable StreamChannel stream;

    ClientSink(byte[] id, @Nullable StreamChannel stream) {
      this.id = id;
      this.stream = stream;
    }

    @Override
    public Outcome transmit(OutboundMessage message) {
      if (socket.send(new Msg(id), ZMQ.ZMQ_SNDMORE | ZMQ.ZMQ_DONTWAIT)) {
        return socket.send(new OutboundMsg(message), ZMQ.ZMQ_DONTWAIT)
            ? Outcome.SENT
            : Outcome.UNREACHABLE;
      }
      return socket.errno() == ZError.EAGAIN ? Outcome.REFUSED : Outcome.UNREACHABLE;
    }

    @Override
    public void disconnect(String how) {
      if (stream != null) {
        stream.disconnect(DisconnectReason.dropped(how));
      }
    }

    @Override
    public void reportWritesTo(InFlightBytes inFlight) {
      if (stream != null) {
        stream.reportWritesTo(inFlight);
      }
    }

    @Override
    public boolean isStalled(long now, long nanos) {
      return stream != null && stream.isStalled(now, nanos);
    }

    @Override
    public boolean isReceiving(long now, long nanos) {
      return stream != null && stream.isReceiving(now, nanos);
    }
  }
}
