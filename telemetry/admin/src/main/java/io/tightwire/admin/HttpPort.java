package io.tightwire.admin;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A port that speaks HTTP/1.1: GET and HEAD, one request for each connection. One thread reads and
 * writes all connections and never waits for a client.
 *
 * <h2>Why not the JDK's HTTP server</h2>
 *
 * It reads each request on a thread of an executor, which a client that sends slowly holds. Its
 * limits of time, connections and bytes are system properties of the process, of which a library is
 * not the owner, and there is no limit by default. Without limits, some strangers with open
 * connections make the probes of an orchestrator fail, which then kills a healthy process, and use
 * up the process' file descriptors.
 *
 * <h2>Limits</h2>
 *
 * A connection lives for {@link #LIFETIME} at most. There are at most {@link #MAX_CONNECTIONS}; one
 * more closes the oldest, so that clients which only hold connections lose them first.
 *
 * <p>Thread-safe.
 */
final class HttpPort {

  static final int MAX_CONNECTIONS = 64;

  private static final System.Logger LOG = System.getLogger("io.tightwire.admin");

  /** Long enough for a browser on a slow network. */
  static final Duration LIFETIME = Duration.ofSeconds(10);

  /** How long the port accepts nothing after that has failed. */
  private static final long ACCEPT_PAUSE_MILLIS = 100;

  private static final long CLOSE_MILLIS = 1_000;

  /** Responds to requests. */
  interface Handler {

    /**
     * Returns the response to a request. Runs on the thread of the port, so it must not wait.
     *
     * @throws HttpException if the request is refused
     */
    HttpResponse handle(HttpRequest request) throws HttpException;
  }

  private final ServerSocketChannel server;
  private final Selector selector;
  private final SelectionKey accepting;
  private final Handler handler;
  private final long lifetimeNanos;
  private final Thread thread;

  /** In the order of their arrival, which is that of their deadlines. Confined to the thread. */
  private final Set<HttpConnection> connections = new LinkedHashSet<>();

  private volatile boolean closed;

  private HttpPort(ServerSocketChannel server, Selector selector, Handler handler, Duration life)
      throws IOException {
    this.server = server;
    this.selector = selector;
    this.handler = handler;
    lifetimeNanos = life.toNanos();
    accepting = server.register(selector, SelectionKey.OP_ACCEPT);
    thread = new Thread(this::run, "tightwire-admin");
    thread.setDaemon(true);
  }

  /**
   * Opens a port, which serves until it is closed.
   *
   * @param life how long a connection may live
   * @throws IOException if the address can't be bound
   */
  static HttpPort open(InetSocketAddress address, Handler handler, Duration life)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    Selector selector = null;
    try {
      server.bind(address, MAX_CONNECTIONS);
      server.configureBlocking(false);
      selector = Selector.open();
      HttpPort port = new HttpPort(server, selector, handler, life);
      port.thread.start();
      return port;
    } catch (Throwable e) {
      server.close();
      if (selector != null) {
        selector.close();
      }
      throw e;
    }
  }

  /** Returns where the port is. */
  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) server.getLocalAddress();
  }

  /** Closes the port and its connections. Waits for a second at most. */
  void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        boolean paused = accepting.interestOps() == 0;
        selector.select(this::onReady, paused ? ACCEPT_PAUSE_MILLIS : millisToDeadline());
        closeExpired();
        if (paused) {
          accepting.interestOps(SelectionKey.OP_ACCEPT);
        }
      }
    } catch (Throwable e) { // of the selector, or there is no memory
      LOG.log(Level.ERROR, "The admin port " + server + " has failed and is closed", e);
    } finally {
      closeAll();
    }
  }

  /** Returns how long there is nothing to do but I/O; 0 without limit. */
  private long millisToDeadline() {
    Iterator<HttpConnection> oldest = connections.iterator();
    if (!oldest.hasNext()) {
      return 0;
    }
    long nanos = oldest.next().deadline() - System.nanoTime();
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
  }

  private void onReady(SelectionKey key) {
    if (key.attachment() instanceof HttpConnection connection) {
      advance(connection);
    } else {
      accept();
    }
  }

  private void accept() {
    try {
      for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
        if (connections.size() >= MAX_CONNECTIONS) {
          closeOldest();
        }
        add(channel);
      }
    } catch (IOException e) { // no file descriptor, for example
      LOG.log(Level.DEBUG, "The admin port could not accept a connection", e);
      closeOldest();
      accepting.interestOps(0); // or the selector would return immediately
    }
  }

  private void add(SocketChannel channel) throws IOException {
    try {
      connections.add(new HttpConnection(channel, selector, System.nanoTime() + lifetimeNanos));
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  private void closeOldest() {
    Iterator<HttpConnection> oldest = connections.iterator();
    if (oldest.hasNext()) {
      oldest.next().close();
      oldest.remove();
    }
  }

  private void advance(HttpConnection connection) {
    try {
      HttpRequest request = connection.onReady();
      if (request != null) {
        send(connection, handler.handle(request));
      }
    } catch (HttpException e) {
      send(connection, HttpResponse.of(e));
    } catch (IOException e) { // the client is gone
      close(connection);
    } catch (RuntimeException e) { // a bug, or the runtime's
      LOG.log(Level.DEBUG, "A request of the admin port failed", e); // the client is told
      send(connection, HttpResponse.json(500, ServerReport.error(e)));
    }
  }

  private void send(HttpConnection connection, HttpResponse response) {
    try {
      connection.respond(response);
    } catch (IOException e) { // the client is gone
      close(connection);
    }
  }

  private void closeExpired() {
    long now = System.nanoTime();
    Iterator<HttpConnection> oldest = connections.iterator();
    while (oldest.hasNext()) {
      HttpConnection connection = oldest.next();
      if (connection.deadline() - now > 0) {
        return;
      }
      connection.close();
      oldest.remove();
    }
  }

  private void close(HttpConnection connection) {
    connection.close();
    connections.remove(connection);
  }

  private void closeAll() {
    connections.forEach(HttpConnection::close);
    closeQuietly(server);
    closeQuietly(selector);
  }

  private static void closeQuietly(@Nullable AutoCloseable resource) {
    try {
      if (resource != null) {
        resource.close();
      }
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "The admin port was not closed cleanly", e);
    }
  }
}
