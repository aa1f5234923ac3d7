package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Connection;
import io.tightwire.internal.link.ConnectionLimiter;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.ServerPort;
import io.tightwire.internal.link.socket.BoundSocket;
import io.tightwire.internal.link.socket.Tuning;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint at which a server listens, and the connections that were accepted there. Connections
 * above the limits are closed, and so are those that send no message in time. While the system has
 * no descriptor left, nothing is accepted.
 *
 * <p>Confined to the loop thread.
 */
final class ZmtpServerPort implements ServerPort, Selectable {

  /** How many connections are accepted before the others are served again. */
  private static final int ACCEPTS_A_TURN = 64;

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private final SelectorEngine engine;
  private final BoundSocket bound;
  private final ConnectionLimiter limiter;
  private final ZmtpSecurity security;
  private final LinkContext context;
  private final LinkOptions options;
  private final SelectionKey key;
  private final Set<Client> clients = new LinkedHashSet<>();
  private final Queue<ZmtpStream> readable = new ArrayDeque<>();

  /** The connections that may not have sent a message yet, in the order of their arrival. */
  private final Queue<Client> newcomers = new ArrayDeque<>();

  private long connections;
  private int received;
  private long pausedUntil = Timed.NEVER;

  /** The time since when messages are read; peers that connected before could not be read. */
  private long readingSince = Timed.NEVER;

  ZmtpServerPort(
      SelectorEngine engine,
      BoundSocket bound,
      ConnectionLimiter limiter,
      ZmtpSecurity security,
      LinkContext context)
      throws IOException {
    this.engine = engine;
    this.bound = bound;
    this.limiter = limiter;
    this.security = security;
    this.context = context;
    this.options = context.options();
    ServerSocketChannel channel = bound.channel();
    channel.configureBlocking(false);
    this.key = engine.register(channel, SelectionKey.OP_ACCEPT, this);
  }

  @Override
  public Endpoint endpoint() {
    return bound.endpoint();
  }

  // --- accepting ---

  @Override
  public void onReady(int ops) {
    for (int i = 0; i < ACCEPTS_A_TURN && key.isValid(); i++) {
      try {
        SocketChannel channel = bound.channel().accept();
        if (channel == null) {
          return;
        }
        accept(channel);
      } catch (IOException e) {
        pause(e);
        return;
      }
    }
  }

  private void pause(IOException failure) {
    if (key.isValid()) {
      limiter.report(failure);
      pausedUntil = System.nanoTime() + PAUSE;
      key.interestOps(0);
      context.wake(); // so that the pass sees when to go on
    }
  }

  private void accept(SocketChannel channel) {
    String host = "";
    boolean acquired = false;
    boolean accepted = false;
    try {
      String remote = "";
      if (channel.getRemoteAddress() instanceof InetSocketAddress address) {
        host = address.getAddress().getHostAddress();
        remote = host + ":" + address.getPort();
      }
      limiter.acquire(host, System.nanoTime());
      acquired = true;
      Client client = new Client(tuned(channel), host, remote);
      accepted = true;
      clients.add(client);
      newcomers.add(client);
    } catch (IOException e) {
      // It is above a limit, which was reported, or is gone already.
    } finally {
      if (!accepted) {
        close(channel);
        if (acquired) {
          limiter.release(host);
        }
      }
    }
  }

  private SocketChannel tuned(SocketChannel channel) throws IOException {
    return bound.endpoint().path() == null ? Tuning.tcp(channel) : Tuning.unix(channel);
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // There is nothing left of it.
    }
  }

  // --- reading ---

  @Override
  public void startReading() {
    readingSince = System.nanoTime();
    for (Client client : new ArrayList<>(clients)) {
      client.stream.startReading();
    }
  }

  @Override
  public int receive(int limit, long now) {
    received = 0;
    for (int left = readable.size(); left > 0 && received < limit; left--) {
      readable.remove().read(now);
    }
    return received;
  }

  @Override
  public long tick(long now) {
    if (pausedUntil != Timed.NEVER && now - pausedUntil >= 0) {
      pausedUntil = Timed.NEVER;
      if (key.isValid()) {
        key.interestOps(SelectionKey.OP_ACCEPT);
      }
    }
    return Times.earlier(pausedUntil, closeSilent(now));
  }

  private long closeSilent(long now) {
    if (readingSince == Timed.NEVER) {
      return Timed.NEVER;
    }
    Duration patience = options.connectionLimits().firstMessageWithin();
    for (Client first; (first = newcomers.peek()) != null; newcomers.remove()) {
      if (first.stream.hasReceivedMessage() || first.stream.isEnded()) {
        continue;
      }
      long since = first.since - readingSince > 0 ? first.since : readingSince;
      long due = Times.deadline(since, patience);
      if (due - now > 0) {
        return due;
      }
      first.stream.end(DisconnectReason.dropped("no message came within " + Times.print(patience)));
    }
    return Timed.NEVER;
  }

  // --- the end ---

  @Override
  public void reviewKeys() {
    for (Client client : new ArrayList<>(clients)) {
      String key = client.stream.peerKey();
      if (key != null && !security.allows(key)) {
        client.stream.end(DisconnectReason.dropped("its key is not allowed any more"));
      }
    }
  }

  @Override
  public void disconnectAll(DisconnectReason reason) {
    for (Client client : clients) {
      if (client.connection != null) {
        client.connection.disconnect(reason);
      }
    }
  }

  @Override
  public void stopAccepting() throws IOException {
    bound.close();
  }

  @Override
  public void close(long lingerNanos) throws IOException {
    for (Client client : new ArrayList<>(clients)) {
      client.stream.end(DisconnectReason.closed());
    }
    bound.close();
  }

  /** One client. Confined to the loop thread. */
  private final class Client implements ZmtpStreamOwner {

    private final String host;
    private final String remote;
    private final long since = System.nanoTime();
    private final ZmtpStream stream;

    /** Null until the first message. */
    private @Nullable Connection connection;

    Client(SocketChannel channel, String host, String remote) throws IOException {
      this.host = host;
      this.remote = remote;
      this.stream =
          new ZmtpStream(
              channel, engine, security.mechanism(), this, security.decoder(), limiter.inbound());
      if (readingSince != Timed.NEVER) {
        stream.startReading();
      }
    }

    @Override
    public void onReadable(ZmtpStream ready) {
      readable.add(ready);
    }

    @Override
    public void onOpen(long now) {
      // The agent hears of it with the first message.
    }

    @Override
    public void onMessage(InboundMessage message, long now) {
      received++;
      Connection peer = connection;
      if (peer == null) {
        peer = context.connection(name(), endpoint(), stream.peerKey(), stream);
        connection = peer;
      }
      peer.deliver(message, now);
    }

    private String name() {
      String key = stream.peerKey();
      return "client "
          + (remote.isEmpty() ? "" : remote + " ")
          + (key == null ? "" : "with key " + key + " ")
          + "of "
          + endpoint()
          + "#"
          + ++connections;
    }

    @Override
    public void onFault(Throwable fault) {
      context.reportFailure(connection == null ? remote : connection.name(), fault);
    }

    @Override
    public void onEnd(@Nullable DisconnectReason why) {
      clients.remove(this);
      limiter.release(host);
      if (connection != null) {
        connection.disconnect(why == null ? DisconnectReason.lost() : why);
      } else if (why != null && why.kind() != DisconnectReason.Kind.CLOSED) {
        limiter.report(remote, why.text());
      }
    }
  }
}
