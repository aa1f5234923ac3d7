package io.tightwire.internal.link;

import io.tightwire.internal.flow.Timed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection as JeroMQ sees it: a TCP or a UNIX one, that looks like TCP. It connects to where
 * we want, whatever JeroMQ says, and never at once: when a connect succeeds synchronously, the
 * connecter's registration and the engine's fall into one pass of JeroMQ's poller, and the dead one
 * may cancel the live one's. Confined to the I/O thread, unless it says otherwise.
 */
final class StreamChannel extends SocketChannel implements Facade {

  /** The system's default for UNIX sockets is not tuned as TCP's is, and halves throughput. */
  private static final int UNIX_SEND_BUFFER = 1 << 20;

  private final SocketChannel real;
  private final @Nullable Endpoint target;
  private final InetSocketAddress label;
  private final Intake intake;
  private final Consumer<IOException> onFailure;
  private final Runnable onClose;
  private final long since = System.nanoTime();
  private boolean connectedAtOnce;

  /** Whether the last write did not take all; until then, a channel is taken to be writable. */
  private boolean congested;

  /** When the last byte left, while there are more that can't. */
  private volatile long stalledAt = Timed.NEVER;

  /** Told of what is written; null if nobody wants to know. */
  private volatile @Nullable Transit outgoing;

  /** Why this side ended it; null if it did not. */
  private volatile @Nullable String ended;

  private StreamChannel(
      SelectorProvider provider,
      SocketChannel real,
      @Nullable Endpoint target,
      InetSocketAddress label,
      Intake intake,
      Consumer<IOException> onFailure,
      Runnable onClose) {
    super(provider);
    this.real = real;
    this.target = target;
    this.label = label;
    this.intake = intake;
    this.onFailure = onFailure;
    this.onClose = onClose;
  }

  /**
   * One that is to be connected.
   *
   * @param onFailure told why it could not be; JeroMQ keeps that to itself
   */
  static StreamChannel connecting(
      SelectorProvider provider, Endpoint target, Intake intake, Consumer<IOException> onFailure)
      throws IOException {
    return connecting(
        provider,
        target.path() == null ? SocketChannel.open() : tuned(openUnix(), UNIX_SEND_BUFFER),
        target,
        intake,
        onFailure);
  }

  static StreamChannel connecting(
      SelectorProvider provider,
      SocketChannel real,
      Endpoint target,
      Intake intake,
      Consumer<IOException> onFailure) {
    InetSocketAddress label = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new StreamChannel(provider, real, target, label, intake, onFailure, () -> {});
  }

  /**
   * One that came in.
   *
   * @param label how JeroMQ is to know it: unlike anything that the peer can say, nobody can forge
   *     it
   * @param onClose run once, when it is closed
   */
  static StreamChannel accepted(
      SelectorProvider provider,
      SocketChannel real,
      boolean unix,
      InetSocketAddress label,
      Intake intake,
      Runnable onClose)
      throws IOException {
    return new StreamChannel(
        provider,
        unix ? tuned(real, UNIX_SEND_BUFFER) : real,
        null,
        label,
        intake,
        failure -> {},
        onClose);
  }

  private static SocketChannel openUnix() throws IOException {
    return SocketChannel.open(StandardProtocolFamily.UNIX);
  }

  private static SocketChannel tuned(SocketChannel channel, int sendBuffer) throws IOException {
    return channel.setOption(StandardSocketOptions.SO_SNDBUF, sendBuffer);
  }

  /** A message came by it. Called by the loop thread. */
  void message() {
    intake.message();
  }

  /** Whether a frame that it announces may have so many bytes; they will be allocated at once. */
  boolean announces(long bytes) {
    return intake.announces(bytes);
  }

  /** Whether a message came by it, ever. */
  boolean hasSpoken() {
    return intake.hasSpoken();
  }

  /** When it was made, as a {@link System#nanoTime()}. Safe for use by many threads. */
  long since() {
    return since;
  }

  /** Why this side ended it; null if it did not. Safe for use by many threads. */
  @Nullable String ended() {
    return ended;
  }

  /**
   * Whether bytes wait to be taken by the other side, and none was for so long. Safe for use by
   * many threads.
   */
  boolean isStalled(long now, long nanos) {
    long at = stalledAt;
    return at != Timed.NEVER && now - at >= nanos;
  }

  /** Tells of what is written from now on. Called by the loop thread, before it sends anything. */
  void tellOfWriting(Transit transit) {
    transit.expectWriting();
    outgoing = transit;
  }

  /** Ends the connection in a way that its engine notices. Safe for use by many threads. */
  void hangUp(String why) {
    if (ended == null) {
      ended = why;
    }
    try {
      real.shutdownInput();
      real.shutdownOutput();
    } catch (IOException | NotYetConnectedException e) {
      // Then there is nothing to end.
    }
  }

  @Override
  public SelectableChannel real() {
    return real;
  }

  @Override
  public int toReal(int ops) {
    int needed = congested ? ops : ops & ~SelectionKey.OP_WRITE;
    return connectedAtOnce && (needed & SelectionKey.OP_CONNECT) != 0
        ? (needed & ~SelectionKey.OP_CONNECT) | SelectionKey.OP_WRITE
        : needed;
  }

  @Override
  public int fromReal(int ops) {
    if ((ops & SelectionKey.OP_WRITE) == 0) {
      return ops;
    }
    congested = false;
    return connectedAtOnce ? ops | SelectionKey.OP_CONNECT : ops;
  }

  @Override
  public boolean connect(SocketAddress ignored) throws IOException {
    if (target == null) {
      throw new ConnectException("accepted, not to be connected");
    }
    try {
      connectTo(target);
    } catch (IOException e) {
      onFailure.accept(e);
      throw e;
    }
    return false;
  }

  private void connectTo(Endpoint target) throws IOException {
    Path path = target.path();
    if (path != null) {
      connectedAtOnce = real.connect(UnixDomainSocketAddress.of(path));
      if (!connectedAtOnce) {
        // The backlog is full. NIO calls that pending, yet polling it would say "connected".
        throw new ConnectException("its backlog is full");
      }
    } else {
      // Resolved anew each time; it may block, but this thread serves just this connection.
      connectedAtOnce =
          real.connect(new InetSocketAddress(InetAddress.getByName(target.host()), target.port()));
    }
  }

  @Override
  public boolean finishConnect() throws IOException {
    try {
      return isConnectFinished();
    } catch (IOException e) {
      onFailure.accept(e);
      throw e;
    }
  }

  private boolean isConnectFinished() throws IOException {
    if (!connectedAtOnce && !real.finishConnect()) {
      return false;
    }
    connectedAtOnce = false;
    if (hasMetItself()) {
      throw new ConnectException("nobody is there: it was connected to itself");
    }
    return true;
  }

  /**
   * Whoever tries long enough to connect to a local port at which nobody listens is given that very
   * port to come from, and is then connected to itself. That would keep the server from binding it.
   */
  private boolean hasMetItself() throws IOException {
    return real.getLocalAddress() instanceof InetSocketAddress local
        && local.equals(real.getRemoteAddress());
  }

  @Override
  public boolean isConnected() {
    return !connectedAtOnce && real.isConnected();
  }

  @Override
  public boolean isConnectionPending() {
    return connectedAtOnce || real.isConnectionPending();
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return label;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return label;
  }

  /** Where the peer really is; empty for a UNIX socket, whose clients have no address. */
  String remote() {
    try {
      return real.getRemoteAddress() instanceof InetSocketAddress remote
          ? remote.getAddress().getHostAddress() + ":" + remote.getPort()
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public <T> SocketChannel setOption(SocketOption<T> name, T value) throws IOException {
    if (real.supportedOptions().contains(name)) {
      real.setOption(name, value);
    }
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> name) throws IOException {
    return real.getOption(name);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return real.supportedOptions();
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (Thread.currentThread() instanceof IoThread current) {
      current.handles(this);
    }
    int from = into.position();
    int count = real.read(into);
    if (count > 0) {
      try {
        intake.take(into, from);
      } catch (IOException e) {
        hangUp(String.valueOf(e.getMessage()));
        throw e;
      }
    }
    return count;
  }

  @Override
  public long read(ByteBuffer[] into, int offset, int length) {
    throw new UnsupportedOperationException("scattering reads");
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int written = real.write(from);
    Transit told = outgoing;
    if (told != null) {
      told.wrote(written);
    }
    congested = from.hasRemaining();
    if (!congested) {
      stalledAt = Timed.NEVER;
    } else if (written > 0 || stalledAt == Timed.NEVER) {
      stalledAt = System.nanoTime();
    }
    return written;
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) throws IOException {
    throw new UnsupportedOperationException("gathering writes");
  }

  @Override
  public SocketChannel shutdownInput() throws IOException {
    real.shutdownInput();
    return this;
  }

  @Override
  public SocketChannel shutdownOutput() throws IOException {
    real.shutdownOutput();
    return this;
  }

  @Override
  public SocketChannel bind(@Nullable SocketAddress local) {
    throw new UnsupportedOperationException("bind");
  }

  @Override
  public Socket socket() {
    throw new UnsupportedOperationException("socket");
  }

  @Override
  protected void implCloseSelectableChannel() throws IOException {
    try {
      real.close();
    } finally {
      intake.end();
      onClose.run();
    }
  }

  @Override
  protected void implConfigureBlocking(boolean block) throws IOException {
    real.configureBlocking(block);
  }

  @Override
  public String toString() {
    return "stream[" + (target == null ? label : target) + (isOpen() ? "]" : " closed]");
  }
}
