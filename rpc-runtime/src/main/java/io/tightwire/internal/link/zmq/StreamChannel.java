package io.tightwire.internal.link.zmq;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.InFlightBytes;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.socket.RefusedInputException;
import io.tightwire.internal.link.socket.Tuning;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;

/**
 * One connection as JeroMQ sees it: a TCP connection, or a UNIX one that looks like TCP. An
 * outgoing connection seems to connect a moment later, never immediately. When a connect succeeds
 * synchronously, the registrations of the connecter and of the engine fall into one pass of
 * JeroMQ's poller, and the dead one may cancel the live one. Confined to the I/O thread, unless a
 * member says otherwise.
 */
final class StreamChannel extends DelegatingSocketChannel implements AdaptedChannel {

  private final InetSocketAddress label;

  private final InboundGuard guard;
  private final ReadableByteChannel source = new Source();
  private final Runnable onClose;
  private final long since = System.nanoTime();

  /** Whether JeroMQ does not know yet that it is connected. */
  private boolean connecting;

  /** Whether the last write was partial; until then, a channel counts as writable. */
  private boolean congested;

  /** The gate of early data; null once the handshake does not need it any more. */
  private @Nullable EarlyDataGate gate;

  /** Whether the connection ended, or broke, on the other side. */
  private volatile boolean peerLeft;

  /** The time when the last byte left, while more bytes wait. */
  private volatile long stalledAt = Timed.NEVER;

  /** Counts the bytes that are written; null if they are not counted. */
  private volatile @Nullable InFlightBytes outgoing;

  /** The reason for which this side ended it; null if it did not. */
  private volatile @Nullable DisconnectReason ended;

  private volatile @Nullable AdapterKey key;

  private StreamChannel(
      SelectorProvider provider,
      SocketChannel real,
      InetSocketAddress label,
      InboundGuard guard,
      boolean connecting,
      Runnable onClose) {
    super(provider, real);
    this.label = label;
    this.guard = guard;
    this.connecting = connecting;
    this.onClose = onClose;
    this.gate = new EarlyDataGate(guard::allowedBeforeHandshake);
    guard.tell(this::askAgain, why -> disconnect(DisconnectReason.dropped(why)));
  }

  /** Creates the channel of an outgoing connection, for JeroMQ to connect. */
  static StreamChannel connected(
      SelectorProvider provider, SocketChannel real, InboundGuard guard) {
    InetSocketAddress label = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new StreamChannel(provider, real, label, guard, true, () -> {});
  }

  /**
   * Creates the channel of an accepted connection.
   *
   * @param label the name by which JeroMQ knows it: a peer can send anything, but it cannot forge
   *     it
   * @param onClose run once, when it is closed
   */
  static StreamChannel accepted(
      SelectorProvider provider,
      SocketChannel real,
      boolean unix,
      InetSocketAddress label,
      InboundGuard guard,
      Runnable onClose)
      throws IOException {
    return new StreamChannel(
        provider, unix ? Tuning.unix(real) : real, label, guard, false, onClose);
  }

  /** Records that a message was received. Called by the loop thread. */
  void message() {
    guard.message();
  }

  /**
   * Returns the large frame whose header JeroMQ has just read; null if it was not assembled here.
   */
  @Nullable InboundMessage assembled(int size) {
    return guard.assembled(size);
  }

  /**
   * Returns whether a large message is being received: bytes of it came within {@code nanos}, or it
   * waits for memory. Thread-safe.
   */
  boolean isReceiving(long now, long nanos) {
    return guard.isReceiving(now, nanos);
  }

  /** Returns whether a message was ever received. */
  boolean hasReceivedMessage() {
    return guard.hasReceivedMessage();
  }

  /** Returns the time when it was made, as a {@link System#nanoTime()}. Thread-safe. */
  long since() {
    return since;
  }

  /** Returns why this side ended it; null if it did not. Thread-safe. */
  @Nullable DisconnectReason ended() {
    return ended;
  }

  /**
   * Returns whether JeroMQ closed it, though neither the other side nor this one has ended it.
   * Thread-safe.
   */
  boolean isRejected() {
    return !isOpen() && !peerLeft && ended == null;
  }

  /**
   * Returns whether bytes wait for the other side, and it has taken none for that time.
   * Thread-safe.
   */
  boolean isStalled(long now, long nanos) {
    long at = stalledAt;
    return at != Timed.NEVER && now - at >= nanos;
  }

  /**
   * Reports bytes that are written from now on. Called by the loop thread before it sends anything.
   */
  void reportWritesTo(InFlightBytes inFlight) {
    inFlight.countUntilWritten();
    outgoing = inFlight;
  }

  /** Ends the connection in a way that its engine notices. Thread-safe. */
  void disconnect(DisconnectReason why) {
    if (ended == null) {
      ended = why;
    }
    try {
      real.shutdownInput();
      real.shutdownOutput();
    } catch (IOException | NotYetConnectedException e) {
      // It has ended already.
    }
    askAgain(); // the engine must see it, though nothing was to be read
  }

  /** Makes the selector ask the system again; thread-safe. */
  private void askAgain() {
    AdapterKey current = key;
    if (current != null) {
      current.askRealSoon();
    }
  }

  @Override
  public void watchedBy(AdapterKey current) {
    key = current;
  }

  @Override
  public SelectableChannel real() {
    return real;
  }

  @Override
  public int toReal(int ops) {
    int needed = congested ? ops : ops & ~SelectionKey.OP_WRITE;
    if (guard.isWaiting() && ended == null) {
      needed &= ~SelectionKey.OP_READ;
    }
    return connecting && (needed & SelectionKey.OP_CONNECT) != 0
        ? (needed & ~SelectionKey.OP_CONNECT) | SelectionKey.OP_WRITE
        : needed;
  }

  @Override
  public int fromReal(int ops) {
    if ((ops & SelectionKey.OP_WRITE) == 0) {
      return ops;
    }
    congested = false;
    return connecting ? ops | SelectionKey.OP_CONNECT : ops;
  }

  @Override
  public boolean connect(SocketAddress ignored) throws IOException {
    if (!connecting) {
      throw new ConnectException("it is connected");
    }
    return false;
  }

  @Override
  public boolean finishConnect() {
    connecting = false;
    return true;
  }

  @Override
  public boolean isConnected() {
    return !connecting && real.isConnected();
  }

  @Override
  public boolean isConnectionPending() {
    return connecting;
  }

  @Override
  public SocketAddress getRemoteAddress() {
    return label;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return label;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (Thread.currentThread() instanceof IoThread current) {
      current.handles(this);
    }
    if (ended != null) {
      return -1;
    }
    try {
      int count = guard.read(source, into);
      if (guard.isWaiting()) {
        askAgain();
      }
      return count;
    } catch (RefusedInputException e) {
      disconnect(DisconnectReason.dropped(String.valueOf(e.getMessage())));
      throw e;
    }
  }

  /** Reads the peer's bytes, as far as the gate of early data allows. */
  private final class Source implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer into) throws IOException {
      return readReal(into);
    }

    @Override
    public boolean isOpen() {
      return real.isOpen();
    }

    @Override
    public void close() {
      // The connection is closed by JeroMQ.
    }
  }

  private int readReal(ByteBuffer into) throws IOException {
    EarlyDataGate handshake = gate;
    try {
      int count = handshake == null ? real.read(into) : handshake.read(real, into);
      if (count < 0) {
        peerLeft = true;
      }
      return count;
    } catch (IOException e) {
      peerLeft = true;
      throw e;
    }
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int written = writeReal(from);
    InFlightBytes told = outgoing;
    if (told != null) {
      told.onBytesWritten(written);
    }
    if (gate != null) {
      gate.written(written);
      gate = gate.isOpen() ? null : gate;
    }
    congested = from.hasRemaining();
    if (!congested) {
      stalledAt = Timed.NEVER;
    } else if (written > 0 || stalledAt == Timed.NEVER) {
      stalledAt = System.nanoTime();
    }
    return written;
  }

  private int writeReal(ByteBuffer from) throws IOException {
    try {
      return real.write(from);
    } catch (IOException e) {
      gate = null; // there will be no command of ours, and JeroMQ has to read the end
      throw e;
    }
  }

  @Override
  protected void implCloseSelectableChannel() throws IOException {
    try {
      real.close();
    } finally {
      guard.end();
      onClose.run();
    }
  }

  @Override
  public String toString() {
    return "stream[" + real + (isOpen() ? "]" : " closed]");
  }
}
