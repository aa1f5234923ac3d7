package io.tightwire.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Forwards bytes between clients and a server, until it collapses: then it drops the bytes of both
 * ends, and closes no connection. A {@linkplain #leaky leaky} tunnel loses connections all the
 * time. Thread-safe.
 */
final class Tunnel implements AutoCloseable {

  /**
   * The minimum and maximum number of bytes that a connection of a leaky tunnel forwards in one
   * direction.
   */
  private static final double LEAST = 64;

  private static final double MOST = 4 << 20;

  /** One of this number of connections falls silent instead of being cut. */
  private static final int SILENT = 32;

  /** How one direction of a connection ends, and the number of bytes after which it does. */
  private record Fate(long lifetime, End end) {}

  private enum End {
    /** Closed, as by a process that exits. */
    CLOSE,
    /** Reset, as by a broken router. */
    RESET,
    /**
     * Silent, as with a broken cable: the other direction continues, and neither end is informed.
     */
    SILENCE
  }

  private final SocketAddress exit;
  private final ServerSocketChannel entrance;
  private final Supplier<Fate> fates;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile boolean cavedIn;

  /**
   * Opens a tunnel to the server at an endpoint; over ipc its entrance is a path next to the
   * server's.
   */
  Tunnel(String endpoint) throws IOException {
    this(endpoint, () -> new Fate(Long.MAX_VALUE, End.CLOSE));
  }

  /**
   * Opens a tunnel that loses every connection after a random number of bytes in either direction:
   * mostly in the middle of a message, sometimes in the handshake.
   */
  static Tunnel leaky(String endpoint, Random chance) throws IOException {
    return new Tunnel(
        endpoint,
        () -> {
          long lifetime = (long) (LEAST * Math.pow(MOST / LEAST, chance.nextDouble()));
          return chance.nextInt(SILENT) == 0
              ? new Fate(lifetime, End.SILENCE)
              : new Fate(lifetime, chance.nextBoolean() ? End.CLOSE : End.RESET);
        });
  }

  /**
   * Opens a tunnel whose connections end by the given fates.
   *
   * @param fates asked twice for each connection, by one thread
   */
  private Tunnel(String endpoint, Supplier<Fate> fates) throws IOException {
    this.fates = fates;
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

  /** Returns the address at which a server at a tcp or ipc endpoint listens. */
  static SocketAddress addressOf(String endpoint) {
    if (endpoint.startsWith("ipc://")) {
      return UnixDomainSocketAddress.of(Path.of(endpoint.substring("ipc://".length())));
    }
    int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Returns the endpoint for clients. */
  String endpoint() throws IOException {
    return entrance.getLocalAddress() instanceof InetSocketAddress tcp
        ? "tcp://127.0.0.1:" + tcp.getPort()
        : "ipc://" + entrance.getLocalAddress();
  }

  /** Drops all bytes from now on, and closes no connection. */
  void caveIn() {
    cavedIn = true;
    pairs.forEach(pair -> pair.swallows = true);
  }

  /** Forwards new connections again; the existing ones stay silent. */
  void dig() {
    cavedIn = false;
  }

  /** Returns the number of connections that it has cut or silenced so far. */
  int cuts() {
    return cuts.get();
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel near = entrance.accept();
        Pair pair = new Pair(near, SocketChannel.open(exit));
        pairs.add(pair);
        pair.swallows = cavedIn;
        Fate there = fates.get();
        Fate back = fates.get();
        inBackground(() -> pair.pump(pair.near, pair.far, there));
        inBackground(() -> pair.pump(pair.far, pair.near, back));
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
      // The channel is closed nevertheless.
    }
  }

  /** A client's connection, and the connection to the server for it. */
  private final class Pair {

    final SocketChannel near;
    final SocketChannel far;
    final AtomicBoolean lost = new AtomicBoolean();
    volatile boolean swallows;

    Pair(SocketChannel near, SocketChannel far) {
      this.near = near;
      this.far = far;
    }

    void pump(SocketChannel from, SocketChannel to, Fate fate) {
      ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
      long left = fate.lifetime;
      try {
        while (from.read(bytes) >= 0) {
          bytes.flip();
          bytes.limit((int) Math.min(bytes.limit(), left));
          while (bytes.hasRemaining() && !swallows) {
            left -= to.write(bytes);
          }
          bytes.clear();
          if (left == 0 && lose(fate.end)) {
            break;
          }
        }
      } catch (IOException e) {
        // The same as its end.
      }
      if (!swallows) {
        close();
      }
    }

    /** Ends the direction by its fate; returns whether the connection has ended. */
    private boolean lose(End end) throws IOException {
      if (lost.compareAndSet(false, true)) {
        cuts.incrementAndGet();
      }
      if (end == End.RESET && exit instanceof InetSocketAddress) {
        near.setOption(StandardSocketOptions.SO_LINGER, 0);
        far.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      return end != End.SILENCE;
    }

    void close() {
      pairs.remove(this);
      try {
        near.close();
        far.close();
      } catch (IOException e) {
        // The channel is closed nevertheless.
      }
    }
  }
}
