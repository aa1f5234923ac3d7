package io.tightwire.internal.link.zmq;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.socket.RefusedInputException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.ReadableByteChannel;
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
final class StreamChannel extends DelegatingSocketChannel {

  /** JeroMQ insists on an address of the Internet, whatever the channel is. */
  private static final InetSocketAddress LABEL =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final InboundGuard guard;
  private final ReadableByteChannel source = new Source();

  /** Whether JeroMQ does not know yet that it is connected. */
  private boolean connecting = true;

  /** Whether the last write was partial; until then, a channel counts as writable. */
  private boolean congested;

  /** The gate of early data; null once the handshake does not need it any more. */
  private @Nullable EarlyDataGate gate;

  /** The time when the last byte left, while more bytes wait. */
  private volatile long stalledAt = Timed.NEVER;

  /** The reason for which this side ended it; null if it did not. */
  private volatile @Nullable DisconnectReason ended;

  private volatile @Nullable AdapterKey key;

  /** Creates the channel of a connection that is made, for JeroMQ to connect. */
  StreamChannel(SelectorProvider provider, SocketChannel real, InboundGuard guard) {
    super(provider, real);
    this.guard = guard;
    this.gate = new EarlyDataGate(guard::allowedBeforeHandshake);
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
   * Returns whether a large message is being received: bytes of it came within {@code nanos}.
   * Thread-safe.
   */
  boolean isReceiving(long now, long nanos) {
    return guard.isReceiving(now, nanos);
  }

  /** Returns whether a message was ever received. */
  boolean hasReceivedMessage() {
    return guard.hasReceivedMessage();
  }

  /** Returns why this side ended it; null if it did not. Thread-safe. */
  @Nullable DisconnectReason ended() {
    return ended;
  }

  /**
   * Returns whether bytes wait for the other side, and it has taken none for that time.
   * Thread-safe.
   */
  boolean isStalled(long now, long nanos) {
    long at = stalledAt;
    return at != Timed.NEVER && now - at >= nanos;
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

  /** Sets the key by which JeroMQ watches the channel from now on. */
  void watchedBy(AdapterKey current) {
    key = current;
  }

  /**
   * Returns the operations to request from the JDK when JeroMQ requests {@code ops}. If they omit
   * writing, the channel counts as writable.
   */
  int toReal(int ops) {
    int needed = congested ? ops : ops & ~SelectionKey.OP_WRITE;
    return connecting && (needed & SelectionKey.OP_CONNECT) != 0
        ? (needed & ~SelectionKey.OP_CONNECT) | SelectionKey.OP_WRITE
        : needed;
  }

  /** Returns the operations to report to JeroMQ when the JDK reports {@code ops}. */
  int fromReal(int ops) {
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
    return LABEL;
  }

  @Override
  public SocketAddress getLocalAddress() {
    return LABEL;
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
      return guard.read(source, into);
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
    return handshake == null ? real.read(into) : handshake.read(real, into);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int written = writeReal(from);
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
    }
  }

  @Override
  public String toString() {
    return "stream[" + real + (isOpen() ? "]" : " closed]");
  }
}
