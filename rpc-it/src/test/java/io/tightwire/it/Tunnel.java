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
 * Passes bytes on between clients and a server, until it caves in: then what is sent in at either
 * end is swallowed, and no connection ends. One that is {@linkplain #leaky leaky} loses connections
 * all the time. Safe for use by many threads.
 */
final class Tunnel implements AutoCloseable {

  /** A connection of a leaky tunnel carries so much in one direction, at least and at most. */
  private static final double LEAST = 64;

  private static final double MOST = 4 << 20;

  /** One in so many falls silent instead of being cut. */
  private static final int SILENT = 32;

  /** How one direction of a connection ends, and after how many bytes. */
  private record Fate(long lifetime, End end) {}

  private enum End {
    /** As a process ends it. */
    CLOSE,
    /** As a broken router does. */
    RESET,
    /** As a broken cable does: the other direction goes on, and nobody is told. */
    SILENCE
  }

  private final SocketAddress exit;
  private final ServerSocketChannel entrance;
  private final Supplier<Fate> fates;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile boolean cavedIn;

  /**
   * A tunnel to the server at an endpoint; over ipc its entrance is a path next to the server's.
   */
  Tunnel(String endpoint) throws IOException {
    this(endpoint, () -> new Fate(Long.MAX_VALUE, End.CLOSE));
  }

  /**
   * A tunnel that loses every connection, after so many bytes in either direction as chance says:
   * most often in the middle of a message, sometimes in that of the handshake.
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
   * A tunnel whose connections end as they are fated to.
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

  /** Where a server at a tcp or ipc endpoint listens. */
  static SocketAddress addressOf(String endpoint) {
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

  /** How many connections it has cut or silenced so far. */
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
      // Then it is closed otherwise.
    }
  }

  /** A client's connection, and the one made for it. */
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
        // As good as its end.
      }
      if (!swallows) {
        close();
      }
    }

    /** Returns whether the connection is over by that. */
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
        // Then it is closed otherwise.
      }
    }
  }
}
