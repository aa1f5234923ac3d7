package io.tightwire.internal.link.zmq;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.ConnectionLimiter;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.socket.BoundSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A bound socket that JeroMQ's listener can "bind", poll and accept from. It knows the connections
 * that it has accepted, so that it can close silent ones and those above the limit, which JeroMQ
 * cannot do. While the system has no descriptor left it does not accept; JeroMQ would retry without
 * a pause. Confined to the I/O thread, except for methods that say otherwise.
 */
final class ListeningChannel extends ServerSocketChannel implements AdaptedChannel {

  private static final int FIRST_PURGE = 64;

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private final BoundSocket bound;
  private final ConnectionLimiter limiter;
  private final LinkOptions options;
  private final ServerSocket adaptor = new Adaptor();
  private final Map<String, StreamChannel> accepted = new ConcurrentHashMap<>();
  private long labels;
  private int purgeAt = FIRST_PURGE;

  /** The connections that may not have sent anything yet, in the order of their arrival. */
  private final Queue<StreamChannel> newcomers = new ConcurrentLinkedQueue<>();

  private volatile @Nullable AdapterKey key;
  private volatile long pausedUntil = Timed.NEVER;

  ListeningChannel(
      SelectorProvider provider, BoundSocket bound, ConnectionLimiter limiter, LinkOptions options)
      throws IOException {
    super(provider);
    this.bound = bound;
    this.limiter = limiter;
    this.options = options;
  }

  /** Returns the open connection of a label; null if there is none. Thread-safe. */
  @Nullable StreamChannel find(String label) {
    return accepted.get(label);
  }

  /** Closes just the listening socket. Thread-safe. */
  void stopAccepting() throws IOException {
    bound.close();
  }

  /** Ends the connections. Thread-safe. */
  void disconnectAll() {
    accepted.values().forEach(stream -> stream.disconnect(DisconnectReason.closed()));
  }

  /** Closes everything, also connections that no selector knows yet. Thread-safe. */
  void forceClose() throws IOException {
    close();
    for (StreamChannel stream : accepted.values()) {
      stream.close();
    }
  }

  @Override
  public SocketChannel accept() throws IOException {
    SocketChannel channel;
    try {
      channel = bound.channel().accept();
    } catch (IOException e) {
      if (isOpen()) {
        pause(e);
      }
      throw e;
    }
    if (channel == null) {
      throw new IOException("it is gone already"); // JeroMQ cannot handle null
    }
    purge();
    InetSocketAddress label = label(++labels);
    StreamChannel stream = admit(channel, label);
    accepted.put(text(label), stream);
    newcomers.add(stream);
    return stream;
  }

  private StreamChannel admit(SocketChannel channel, InetSocketAddress label) throws IOException {
    String host = host(channel);
    boolean acquired = false;
    boolean admitted = false;
    try {
      limiter.acquire(host, System.nanoTime());
      acquired = true;
      StreamChannel stream =
          StreamChannel.accepted(
              provider(),
              channel,
              bound.endpoint().path() != null,
              label,
              InboundGuard.ofNewcomer(options, limiter.inbound()),
              () -> limiter.release(host));
      admitted = true;
      return stream;
    } finally {
      if (!admitted) {
        channel.close();
        if (acquired) {
          limiter.release(host);
        }
      }
    }
  }

  private static String host(SocketChannel channel) throws IOException {
    return channel.getRemoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress().getHostAddress()
        : "";
  }

  private void pause(IOException failure) {
    limiter.report(failure);
    pausedUntil = System.nanoTime() + PAUSE;
    askAgain();
  }

  private void askAgain() {
    AdapterKey current = key;
    if (current != null && current.isValid()) {
      current.askReal();
    }
  }

  /**
   * Handles timers that are due. Called by the loop thread.
   *
   * @param from the time since which messages are read; {@link Timed#NEVER} if they are not yet
   * @return the latest time to call it again
   */
  long tick(long from, long now) {
    long resume = pausedUntil;
    if (resume != Timed.NEVER && now - resume >= 0) {
      resume = Timed.NEVER;
      pausedUntil = resume;
      askAgain();
    }
    return Times.earlier(resume, closeSilent(from, now));
  }

  private long closeSilent(long from, long now) {
    if (from == Timed.NEVER) {
      return from;
    }
    Duration patience = options.connectionLimits().firstMessageWithin();
    for (StreamChannel first; (first = newcomers.peek()) != null; newcomers.remove()) {
      long since = first.since() - from > 0 ? first.since() : from;
      long due = Times.deadline(since, patience);
      if (!first.hasReceivedMessage() && first.isOpen()) {
        if (due - now > 0) {
          return due;
        }
        first.disconnect(
            DisconnectReason.dropped("no message came within " + Times.print(patience)));
      }
      String why =
          first.isRejected()
              ? "its handshake failed: it is not ZMTP's, or of another security mechanism"
              : text(first.ended());
      if (why != null && !first.hasReceivedMessage()) {
        limiter.report(first.remote(), why);
      }
    }
    return Timed.NEVER;
  }

  private static @Nullable String text(@Nullable DisconnectReason reason) {
    return reason == null ? null : reason.text();
  }

  private void purge() {
    if (accepted.size() >= purgeAt) {
      accepted.values().removeIf(stream -> !stream.isOpen());
      purgeAt = Math.max(FIRST_PURGE, 2 * accepted.size());
    }
  }

  /** JeroMQ takes Internet addresses only; there are enough of them in 127/8 and its ports. */
  private static InetSocketAddress label(long number) throws IOException {
    byte[] address = ByteBuffer.allocate(4).putInt((int) (number >>> 16)).array();
    address[0] = 127;
    return new InetSocketAddress(
        InetAddress.getByAddress("accepted", address), (int) (number & 0xffff));
  }

  private static String text(InetSocketAddress label) {
    return label.getAddress().getHostAddress() + ":" + label.getPort();
  }

  @Override
  public SelectableChannel real() {
    return bound.channel();
  }

  @Override
  public int toReal(int ops) {
    return pausedUntil == Timed.NEVER ? ops : ops & ~SelectionKey.OP_ACCEPT;
  }

  @Override
  public void watchedBy(AdapterKey current) {
    key = current;
  }

  @Override
  public int fromReal(int ops) {
    return ops;
  }

  @Override
  public ServerSocketChannel bind(@Nullable SocketAddress local, int backlog) {
    return this;
  }

  @Override
  public ServerSocket socket() {
    return adaptor;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  @Override
  public <T> ServerSocketChannel setOption(SocketOption<T> name, T value) throws IOException {
    if (bound.channel().supportedOptions().contains(name)) {
      bound.channel().setOption(name, value);
    }
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> name) throws IOException {
    return bound.channel().getOption(name);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return bound.channel().supportedOptions();
  }

  @Override
  protected void implCloseSelectableChannel() throws IOException {
    bound.close();
  }

  @Override
  protected void implConfigureBlocking(boolean block) throws IOException {
    bound.channel().configureBlocking(block);
  }

  @Override
  public String toString() {
    return "listener[" + bound.endpoint() + (isOpen() ? "]" : " closed]");
  }

  /** JeroMQ's listener binds through {@link #socket()}; nothing here ever opens a descriptor. */
  private static final class Adaptor extends ServerSocket {

    Adaptor() throws IOException {}

    @Override
    public void bind(SocketAddress endpoint, int backlog) {
      // Bound already, before JeroMQ asks for it.
    }

    @Override
    public int getLocalPort() {
      return 0;
    }
  }
}
