package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.ConnectionLimiter;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.socket.BoundSocket;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;
import zmq.Options;
import zmq.io.net.Address;
import zmq.io.net.SelectorProviderChooser;

/**
 * Supplies the channels of one JeroMQ socket: a channel that is connected already, or those that
 * one bound socket accepts. Confined to the I/O thread, except for binding, which the loop thread
 * does.
 */
final class ChannelSource extends SelectorProvider implements SelectorProviderChooser {

  /** The address that JeroMQ is given to bind or connect to; it is not used. */
  static final String PLACEHOLDER = "tcp://127.0.0.1:9";

  private final LinkOptions options;
  private final Runnable onUseless;
  private @Nullable ListeningChannel listening;
  private volatile @Nullable StreamChannel latest;
  private volatile boolean taken;

  private ChannelSource(LinkOptions options, Runnable onUseless) {
    this.options = options;
    this.onUseless = onUseless;
  }

  /**
   * Creates a source of one connection, which is {@linkplain #handOver handed over} when it is
   * made.
   *
   * @param onUseless run by the I/O thread if JeroMQ asks for another one
   */
  static ChannelSource ofConnection(LinkOptions options, Runnable onUseless) {
    return new ChannelSource(options, onUseless);
  }

  /** Sets the connection that JeroMQ gets when it connects next. */
  void handOver(SocketChannel channel) {
    latest = StreamChannel.connected(this, channel, InboundGuard.ofServer(options));
  }

  static ChannelSource acceptingFrom(
      BoundSocket bound, ConnectionLimiter limiter, LinkOptions options) throws IOException {
    ChannelSource source = new ChannelSource(options, () -> {});
    source.listening = new ListeningChannel(source, bound, limiter, options);
    return source;
  }

  /** Returns the latest connection; null if there is none. */
  @Nullable StreamChannel latest() {
    return latest;
  }

  @Nullable ListeningChannel listening() {
    return listening;
  }

  /**
   * Ends the connections. JeroMQ usually does so, but it sometimes fails on a mailbox that was just
   * closed, and forgets the connection. It closes only connections that it has taken. Thread-safe.
   */
  void disconnect() {
    StreamChannel channel = latest;
    if (channel != null) {
      channel.disconnect(DisconnectReason.closed());
      if (!taken) {
        closeUntaken(channel);
      }
    }
    if (listening != null) {
      listening.disconnectAll();
    }
  }

  private void closeUntaken(StreamChannel channel) {
    taken = true;
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  /** Closes the channels that JeroMQ forgot. Called only after it has ended. */
  void forceClose() throws IOException {
    StreamChannel channel = latest;
    if (channel != null) {
      channel.close();
    }
    if (listening != null) {
      listening.forceClose();
    }
  }

  @Override
  public SelectorProvider choose(Address.IZAddress address, Options options) {
    return this;
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() {
    if (listening == null) {
      // Not an IOException: JeroMQ would then close the channel that it did not get.
      throw new IllegalStateException("Not to be bound");
    }
    return listening;
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    StreamChannel connected = latest;
    if (connected == null || taken) {
      onUseless.run();
      throw new IOException("There is no connection to be had");
    }
    taken = true;
    return connected;
  }

  @Override
  public DatagramChannel openDatagramChannel() {
    throw new UnsupportedOperationException("datagrams");
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) {
    throw new UnsupportedOperationException("datagrams");
  }

  @Override
  public Pipe openPipe() {
    throw new UnsupportedOperationException("pipes");
  }

  @Override
  public AbstractSelector openSelector() {
    throw new UnsupportedOperationException("selectors");
  }
}
