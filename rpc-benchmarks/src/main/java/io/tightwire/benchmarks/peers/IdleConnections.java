package io.tightwire.benchmarks.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tightwire.benchmarks.work.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Clients of a Tightwire server that make no call: sockets that have sent a ZMTP handshake and a
 * HELLO, and respond to each PING of the server. One thread serves all of them. Used by one thread.
 */
final class IdleConnections implements Peer.Idle {
  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final int GREETING = 64;
  private static final byte[] PONG = {0, 4, (byte) 0x93, 9, 0, (byte) 0xc0};

  private final SocketAddress server;
  private final Selector selector = Selector.open();
  private final AtomicInteger greeted = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final ByteBuffer in = ByteBuffer.allocateDirect(1 << 16);
  private volatile @Nullable IOException broken;

  /** Creates no connection yet. */
  IdleConnections(String endpoint) throws IOException {
    if (endpoint.startsWith("ipc://")) {
      server = UnixDomainSocketAddress.of(endpoint.substring("ipc://".length()));
    } else {
      int colon = endpoint.lastIndexOf(':');
      String host = endpoint.substring("tcp://".length(), colon);
      server = new InetSocketAddress(host, Integer.parseInt(endpoint.substring(colon + 1)));
    }
    Thread thread = new Thread(this::serve, "idle-connections");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void open(int count, double seconds) throws IOException {
    long from = System.nanoTime();
    for (int i = 0; i < count; i++) {
      LockSupport.parkNanos(from + (long) (seconds * 1e9 * i / count) - System.nanoTime());
      open();
    }
    while (greeted.get() < count) {
      IOException failure = broken;
      if (failure != null || lost.get() > 0 || System.nanoTime() - from > LIMIT_NANOS) {
        throw new IOException(
            greeted.get() + " of " + count + " idle connections are open, " + lost.get() + " lost",
            failure);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void open() throws IOException {
    SocketChannel channel = SocketChannel.open(server);
    if (server instanceof InetSocketAddress) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0); // keeps no port after its end
    }
    channel.write(hello());
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new Connection(channel));
    selector.wakeup();
  }

  /** Returns the greeting, READY and HELLO of a client. */
  private static ByteBuffer hello() {
    ByteBuffer out = ByteBuffer.allocate(256);
    out.put((byte) 0xff).putLong(0).put((byte) 0x7f).put((byte) 3).put((byte) 1);
    out.put("NULL".getBytes(US_ASCII)).position(GREETING);
    byte[] type = "DEALER".getBytes(US_ASCII);
    byte[] key = "Socket-Type".getBytes(US_ASCII);
    byte[] name = "READY".getBytes(US_ASCII);
    int size = 1 + name.length + 1 + key.length + 4 + type.length;
    out.put((byte) 4).put((byte) size).put((byte) name.length).put(name);
    out.put((byte) key.length).put(key).putInt(type.length).put(type);
    byte[] agent = "idle".getBytes(US_ASCII);
    out.put((byte) 0).put((byte) (6 + agent.length));
    out.put((byte) 0x95).put((byte) 0).put((byte) 0).put((byte) 1);
    out.put((byte) (0xa0 | agent.length)).put(agent).put((byte) 0x80);
    return out.flip();
  }

  private void serve() {
    try {
      while (selector.isOpen()) {
        selector.select(key -> ((Connection) key.attachment()).read());
      }
    } catch (IOException e) {
      broken = e;
    }
  }

  @Override
  public int count() {
    return greeted.get() - lost.get();
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  /** One connection. Confined to the thread that serves it. */
  private final class Connection {
    private final SocketChannel channel;

    /** The bytes to skip until the next header. */
    private long skip = GREETING;

    private int headerBytes;
    private boolean isLong;
    private long length;

    /** The frames whose header came: READY and HELLO, then one PING after the other. */
    private int frames;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void read() {
      try {
        if (channel.read(in.clear()) < 0) {
          throw new IOException("The server has closed it");
        }
        decode(in.flip());
      } catch (IOException e) {
        lost.incrementAndGet();
        close();
      }
    }

    private void decode(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        if (skip > 0) {
          int step = (int) Math.min(skip, bytes.remaining());
          bytes.position(bytes.position() + step);
          skip -= step;
          if (skip == 0 && frames > 1) {
            end();
          }
        } else {
          header(bytes.get());
        }
      }
    }

    private void header(byte octet) {
      if (headerBytes++ == 0) {
        isLong = (octet & 2) != 0;
        length = 0;
        return;
      }
      length = length << Byte.SIZE | (octet & 0xff);
      if (headerBytes == (isLong ? 9 : 2)) {
        headerBytes = 0;
        frames++;
        skip = length;
      }
    }

    private void end() throws IOException {
      if (frames == 2) {
        greeted.incrementAndGet();
      } else {
        channel.write(ByteBuffer.wrap(PONG));
      }
    }

    private void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
