package io.tightwire.benchmarks.peers;

import io.tightwire.benchmarks.work.Addition;
import io.tightwire.benchmarks.work.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Uses no library: blocking channels, a connection and a server thread for each caller. This is the
 * machine's upper limit. Option: {@code transport=tcp|uds}. Used by one thread.
 */
public final class NioPeer implements Peer {

  @Override
  public Server start(Map<String, String> options) throws Exception {
    ServerSocketChannel listener;
    if (uds(options)) {
      Path directory = Files.createTempDirectory("nio-peer");
      Path path = directory.resolve("socket");
      listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listener.bind(UnixDomainSocketAddress.of(path), 128);
      // In this order: the last registered is closed first.
      directory.toFile().deleteOnExit();
      path.toFile().deleteOnExit();
    } else {
      listener = ServerSocketChannel.open();
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    }
    daemon(
        () -> {
          while (true) {
            SocketChannel channel = listener.accept();
            daemon(() -> serve(new NioConnection(channel)));
          }
        });
    SocketAddress at = listener.getLocalAddress();
    String endpoint =
        at instanceof InetSocketAddress inet ? Integer.toString(inet.getPort()) : at.toString();
    return new Server() {
      @Override
      public String endpoint() {
        return endpoint;
      }

      @Override
      public void close() throws IOException {
        listener.close();
      }
    };
  }

  private static boolean uds(Map<String, String> options) {
    return "uds".equals(options.get("transport"));
  }

  private interface Body {
    void run() throws IOException;
  }

  private static void daemon(Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (IOException ended) {
                // The other side, or the listener, was closed; a caller that waits gets an EOF.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void serve(NioConnection connection) throws IOException {
    while (true) {
      ByteBuffer frame = connection.receive();
      if (frame.limit() == NioConnection.SMALL) {
        frame.putInt(4, Addition.of(frame.getInt(4), frame.getInt(8)));
      }
      connection.send();
    }
  }

  @Override
  public Client connect(String endpoint, Map<String, String> options) {
    SocketAddress at =
        uds(options)
            ? UnixDomainSocketAddress.of(endpoint)
            : new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(endpoint));
    return new Calls(at);
  }

  private static final class Calls implements Client {
    private final SocketAddress server;
    private final Queue<NioConnection> all = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<NioConnection> mine = ThreadLocal.withInitial(this::open);

    Calls(SocketAddress server) {
      this.server = server;
    }

    private NioConnection open() {
      try {
        NioConnection connection = new NioConnection(SocketChannel.open(server));
        all.add(connection);
        return connection;
      } catch (IOException e) {
        throw new UncheckedIOException("No connection to " + server, e);
      }
    }

    @Override
    public int add(int a, int b) throws IOException {
      NioConnection connection = mine.get();
      connection.begin(NioConnection.SMALL).putInt(4, a).putInt(8, b);
      connection.send();
      return connection.receive().getInt(4);
    }

    @Override
    public byte[] bytes(byte[] data) throws IOException {
      NioConnection connection = mine.get();
      connection.begin(4 + data.length).put(4, data);
      connection.send();
      ByteBuffer frame = connection.receive();
      byte[] response = new byte[frame.limit() - 4];
      frame.get(4, response);
      return response;
    }

    @Override
    public void close() throws IOException {
      for (NioConnection connection : all) {
        connection.close();
      }
    }
  }
}
