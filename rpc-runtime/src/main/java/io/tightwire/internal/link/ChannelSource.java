package io.tightwire.internal.link;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.UnknownHostException;
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
 * Where one JeroMQ socket gets its channels from: to connect to one endpoint, or to accept from one
 * bound socket. Called by the I/O thread and, to bind, by the loop thread.
 */
final class ChannelSource extends SelectorProvider implements SelectorProviderChooser {

  /** What JeroMQ is told to bind or connect to; it has no say in it. */
  static final String PLACEHOLDER = "tcp://127.0.0.1:9";

  private final @Nullable Endpoint target;
  private final int maxMessageSize;
  private final Runnable onFailure;
  private @Nullable ListeningChannel listening;
  private volatile @Nullable StreamChannel latest;
  private volatile @Nullable String failure;

  private ChannelSource(@Nullable Endpoint target, int maxMessageSize, Runnable onFailure) {
    this.target = target;
    this.maxMessageSize = maxMessageSize;
    this.onFailure = onFailure;
  }

  /**
   * A source of connections to an endpoint.
   *
   * @param onFailure run by the I/O thread when an attempt has come to nothing
   */
  static ChannelSource connectingTo(Endpoint target, LinkOptions options, Runnable onFailure) {
    return new ChannelSource(target, options.maxMessageSize(), onFailure);
  }

  static ChannelSource acceptingFrom(BoundSocket bound, Doorkeeper doors, LinkOptions options)
      throws IOException {
    ChannelSource source = new ChannelSource(null, options.maxMessageSize(), () -> {});
    source.listening = new ListeningChannel(source, bound, doors, options);
    return source;
  }

  /** The connection that was made last. */
  @Nullable StreamChannel latest() {
    return latest;
  }

  /** Why the last attempt to connect has come to nothing; null if none has. */
  @Nullable String failure() {
    return failure;
  }

  private void failed(IOException e) {
    failure = e instanceof UnknownHostException ? "unknown host" : String.valueOf(e.getMessage());
    onFailure.run();
  }

  @Nullable ListeningChannel listening() {
    return listening;
  }

  /**
   * Ends the connections. JeroMQ would do so, too, were it not that now and then it trips over a
   * mailbox that was closed a moment ago, and forgets the connection. Safe for use by many threads.
   */
  void hangUp() {
    StreamChannel channel = latest;
    if (channel != null) {
      channel.hangUp("closed");
    }
    if (listening != null) {
      listening.hangUp();
    }
  }

  /** Closes what JeroMQ forgot to; only for when it has ended. */
  void abandon() throws IOException {
    StreamChannel channel = latest;
    if (channel != null) {
      channel.close();
    }
    if (listening != null) {
      listening.abandon();
    }
  }

  @Override
  public SelectorProvider choose(Address.IZAddress address, Options options) {
    return this;
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() {
    if (listening == null) {
      // Not an IOException: JeroMQ would go on to close the channel that it didn't get.
      throw new IllegalStateException("Not to be bound");
    }
    return listening;
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    if (target == null) {
      throw new IOException("Not to be connected");
    }
    StreamChannel opened =
        StreamChannel.connecting(this, target, Intake.ofServer(maxMessageSize), this::failed);
    latest = opened;
    return opened;
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
