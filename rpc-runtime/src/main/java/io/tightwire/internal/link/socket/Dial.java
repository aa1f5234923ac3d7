package io.tightwire.internal.link.socket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** A TCP or UNIX connection that is being made. Confined to the loop thread. */
final class Dial implements ConnectRace.Attempt {

  private final SocketChannel channel;
  private boolean connected;

  /** Creates a dial of an open channel. */
  Dial(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * Begins to connect, without waiting.
   *
   * @param wake run when the connect may have ended
   */
  static Dial begin(SocketAddress address, ConnectWatcher watcher, Runnable wake)
      throws IOException {
    SocketChannel channel = open(address);
    boolean begun = false;
    try {
      Dial dial = new Dial(channel);
      dial.connect(address);
      if (!dial.connected) {
        watcher.watchConnect(channel, wake);
      }
      begun = true;
      return dial;
    } catch (RuntimeException e) { // for example, an address of a disabled family
      throw new ConnectException(e.toString());
    } finally {
      if (!begun) {
        channel.close();
      }
    }
  }

  private static SocketChannel open(SocketAddress address) throws IOException {
    return address instanceof UnixDomainSocketAddress
        ? Tuning.unix(SocketChannel.open(StandardProtocolFamily.UNIX))
        : SocketChannel.open();
  }

  /** Begins to connect. */
  void connect(SocketAddress address) throws IOException {
    channel.configureBlocking(false);
    connected = channel.connect(address);
    if (!connected && address instanceof UnixDomainSocketAddress) {
      // NIO calls that pending, yet polling it would say "connected".
      throw new ConnectException("its backlog is full");
    }
  }

  @Override
  public boolean isConnected() throws IOException {
    connected = connected || channel.finishConnect();
    if (connected && hasMetItself()) {
      throw new ConnectException("no server listens there: the client was connected to itself");
    }
    return connected;
  }

  /**
   * Returns whether the client is connected to itself. A client that repeatedly connects to a local
   * port without a listener can get that port as its source, and is then connected to itself. That
   * would prevent the server from binding it.
   */
  private boolean hasMetItself() throws IOException {
    return channel.getLocalAddress() instanceof InetSocketAddress local
        && local.equals(channel.getRemoteAddress());
  }

  /** Returns the channel, once it is connected. */
  SocketChannel channel() {
    return channel;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed.
    }
  }
}
