package io.tightwire.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes bytes on between clients and a server, until it caves in: then what is sent in at either
 * end is swallowed, and no connection ends. Safe for use by many threads.
 */
final class Tunnel implements AutoCloseable {

  private final SocketAddress exit;
  private final ServerSocketChannel entrance;
  private final List<Pair> pairs = new CopyOnWriteArrayList<>();
  private volatile boolean cavedIn;

  /**
   * A tunnel to the server at an endpoint; over ipc its entrance is a path next to the server's.
   */
  Tunnel(String endpoint) throws IOException {
    exit = addressOf(endpoint);
    if (exit instanceof UnixDomainSocketAddress unix) {
      entrance = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      entrance.bind(UnixDomainSocketAddress.of(unix.getPath().resolveSibling("tunnel")));
    } else {
      entrance = ServerSocketChannel.open();
      entrance.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
    inBackground(this::accept);
  }

  private static SocketAddress addressOf(String endpoint) {
    if (endpoint.startsWith("ipc://")) {
      return UnixDomainSocketAddress.of(Path.of(endpoint.substring("ipc://".length())));
    }
    int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Where clients enter. */
  String endpoint() throws IOException {
    return entrance.getLocalAddress() instanceof InetSocketAddress tcp
        ? "tcp://127.0.0.1:" + tcp.getPort()
        : "ipc://" + entrance.getLocalAddress();
  }

  /** From now on nothing comes through, and nobody is told. */
  void caveIn() {
    cavedIn = true;
    pairs.forEach(pair -> pair.swallows = true);
  }

  /** New connections get through again; those that were there are as lost as before. */
  void dig() {
    cavedIn = false;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel near = entrance.accept();
        Pair pair = new Pair(near, SocketChannel.open(exit));
        pairs.add(pair);
        pair.swallows = cavedIn;
        inBackground(() -> pair.pump(pair.near, pair.far));
        inBackground(() -> pair.pump(pair.far, pair.near));
      }
    } catch (IOException e) {
      // Closed, or the server is.
    }
  }

  private static void inBackground(Runnable task) {
    Thread thread = new Thread(task, "tunnel");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      entrance.close();
      for (Pair pair : pairs) {
        pair.close();
      }
    } catch (IOException e) {
      // Then it is closed otherwise.
    }
  }

  /** A client's connection, and the one made for it. */
  private static final class Pair {

    final SocketChannel near;
    final SocketChannel far;
    volatile boolean swallows;

    Pair(SocketChannel near, SocketChannel far) {
      this.near = near;
      this.far = far;
    }

    void pump(SocketChannel from, SocketChannel to) {
      ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
      try {
        while (from.read(bytes) >= 0) {
          bytes.flip();
          while (bytes.hasRemaining() && !swallows) {
            to.write(bytes);
          }
          bytes.clear();
        }
      } catch (IOException e) {
        // As good as its end.
      }
      if (!swallows) {
        close();
      }
    }

    void close() {
      try {
        near.close();
        far.close();
      } catch (IOException e) {
        // Then it is closed otherwise.
      }
    }
  }
}
