package io.tightwire.internal.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A bound socket that JeroMQ's listener can "bind", poll and accept from. It knows the connections
 * that came in by it, so that one can be closed, which JeroMQ has no way to ask for. Confined to
 * the I/O thread, unless it says otherwise.
 */
final class ListeningChannel extends ServerSocketChannel implements Facade {

  private static final int FIRST_PURGE = 64;

  private final BoundSocket bound;
  private final ServerSocket adaptor = new Adaptor();
  private final Map<String, StreamChannel> accepted = new ConcurrentHashMap<>();
  private long labels;
  private int purgeAt = FIRST_PURGE;

  ListeningChannel(SelectorProvider provider, BoundSocket bound) throws IOException {
    super(provider);
    this.bound = bound;
  }

  /** The connection of that label, while it is open. Safe for use by many threads. */
  @Nullable StreamChannel find(String label) {
    return accepted.get(label);
  }

  /** Closes just the listening socket. Safe for use by many threads. */
  void stopAccepting() throws IOException {
    bound.close();
  }

  /** Ends the connections. Safe for use by many threads. */
  void hangUp() {
    accepted.values().forEach(StreamChannel::hangUp);
  }

  /** Closes everything; also what no selector knows yet. Safe for use by many threads. */
  void abandon() throws IOException {
    close();
    for (StreamChannel stream : accepted.values()) {
      stream.close();
    }
  }

  @Override
  public @Nullable SocketChannel accept() throws IOException {
    SocketChannel channel = bound.channel().accept();
    if (channel == null) {
      return null;
    }
    purge();
    InetSocketAddress label = label(++labels);
    StreamChannel stream =
        StreamChannel.accepted(provider(), channel, bound.endpoint().path() != null, label);
    accepted.put(text(label), stream);
    return stream;
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
    return ops;
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
      // Done before JeroMQ came by.
    }

    @Override
    public int getLocalPort() {
      return 0;
    }
  }
}
