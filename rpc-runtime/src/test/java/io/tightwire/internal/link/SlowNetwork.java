package io.tightwire.internal.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Passes bytes on to a server and back, each after a delay. Thread-safe. */
public final class SlowNetwork implements AutoCloseable {

  /** Bytes, and when they may arrive; none at the end of a connection. */
  private static final class Segment {
    final byte[] bytes;
    final long due;

    Segment(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }
  }

  private final ServerSocket entrance;
  private final int exit;
  private final long delay;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /**
   * Creates a network to a server.
   *
   * @param server the address at which it listens, over tcp
   * @param roundTrip the time that bytes take there and back
   */
  public SlowNetwork(Endpoint server, Duration roundTrip) throws IOException {
    exit = server.port();
    delay = roundTrip.toNanos() / 2;
    entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    inBackground(this::accept);
  }

  /** Returns the endpoint to which clients connect. */
  public Endpoint endpoint() {
    return Endpoint.parse("tcp://127.0.0.1:" + entrance.getLocalPort());
  }

  private void accept() throws IOException {
    while (true) {
      Socket near = entrance.accept();
      Socket far = new Socket(InetAddress.getLoopbackAddress(), exit);
      sockets.add(near);
      sockets.add(far);
      carry(near, far);
      carry(far, near);
    }
  }

  private void carry(Socket from, Socket to) {
    BlockingQueue<Segment> underWay = new LinkedBlockingQueue<>();
    inBackground(
        () -> {
          try (from) {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[1 << 16];
            int count = in.read(buffer);
            while (count >= 0) {
              underWay.add(segment(Arrays.copyOf(buffer, count)));
              count = in.read(buffer);
            }
          } finally {
            underWay.add(segment(new byte[0]));
          }
        });
    inBackground(
        () -> {
          try (to) {
            OutputStream out = to.getOutputStream();
            Segment next = underWay.take();
            while (next.bytes.length > 0) {
              TimeUnit.NANOSECONDS.sleep(next.due - System.nanoTime());
              out.write(next.bytes);
              next = underWay.take();
            }
          }
        });
  }

  private Segment segment(byte[] bytes) {
    return new Segment(bytes, System.nanoTime() + delay);
  }

  private interface Task {
    void run() throws IOException, InterruptedException;
  }

  private static void inBackground(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException | InterruptedException e) {
                // The connection, or the network, is closed.
              }
            },
            "slow-network");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
