package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.LinkOptions;
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
 * Supplies the channel of one JeroMQ socket: one that is connected already. Confined to the I/O
 * thread, except for methods that say otherwise.
 */
final class ChannelSource extends SelectorProvider implements SelectorProviderChooser {

  /** The address that JeroMQ is given to connect to; it is not used. */
  static final String PLACEHOLDER = "tcp://127.0.0.1:9";

  private final LinkOptions options;
  private final Runnable onUseless;
  private volatile @Nullable StreamChannel latest;
  private volatile boolean taken;

  /**
   * Creates a source of one connection, which is {@linkplain #handOver handed over} when it is
   * made.
   *
   * @param onUseless run by the I/O thread if JeroMQ asks for another one
   */
  ChannelSource(LinkOptions options, Runnable onUseless) {
    this.options = options;
    this.onUseless = onUseless;
  }

  /** Sets the connection that JeroMQ gets when it connects next. Called by the loop thread. */
  void handOver(SocketChannel channel) {
    latest = new StreamChannel(this, channel, new InboundGuard(options));
  }

  /** Returns the connection; null if there is none. Thread-safe. */
  @Nullable StreamChannel latest() {
    return latest;
  }

  /**
   * Ends the connection. JeroMQ usually does so, but it sometimes fails on a mailbox that was just
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
  }

  private void closeUntaken(StreamChannel channel) {
    taken = true;
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  /** Closes the channel if JeroMQ forgot it. Called only after it has ended. */
  void forceClose() throws IOException {
    StreamChannel channel = latest;
    if (channel != null) {
      channel.close();
    }
  }

  @Override
  public SelectorProvider choose(Address.IZAddress address, Options options) {
    return this;
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() {
    // Not an IOException: JeroMQ would then close the channel that it did not get.
    throw new IllegalStateException("Not to be bound");
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
