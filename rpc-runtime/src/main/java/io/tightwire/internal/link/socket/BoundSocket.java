package io.tightwire.internal.link.socket;

import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.ServerPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket that we bound. JeroMQ accepts from one too: its own bind calls every failure
 * "address in use", and knows no UNIX sockets. Thread-safe.
 */
public final class BoundSocket {

  /**
   * A full backlog fails a UNIX connect immediately, to be retried later; TCP would wait. The
   * system's own bound applies anyway.
   */
  private static final int BACKLOG = 4096;

  private final Endpoint endpoint;
  private final ServerSocketChannel channel;
  private final @Nullable SocketFile file;
  private final AtomicBoolean closed = new AtomicBoolean();

  private BoundSocket(Endpoint endpoint, ServerSocketChannel channel, @Nullable SocketFile file) {
    this.endpoint = endpoint;
    this.channel = channel;
    this.file = file;
  }

  /** Makes the port that accepts from a socket. */
  public interface PortFactory {
    ServerPort create(BoundSocket bound) throws IOException;
  }

  /**
   * Binds an endpoint, and creates its port.
   *
   * @param host as for {@link #bind}
   * @throws IOException as {@link #bind}, or if the port can't be created; nothing is bound then
   */
  public static ServerPort bind(Endpoint wanted, @Nullable InetAddress host, PortFactory factory)
      throws IOException {
    BoundSocket bound = bind(wanted, host);
    boolean listens = false;
    try {
      ServerPort port = factory.create(bound);
      listens = true;
      return port;
    } finally {
      if (!listens) {
        bound.close();
      }
    }
  }

  /**
   * Binds an endpoint.
   *
   * @param host the address of its host; null if it has none
   * @throws IOException if it cannot be bound, with the endpoint, the reason and the fix
   */
  public static BoundSocket bind(Endpoint wanted, @Nullable InetAddress host) throws IOException {
    try {
      return wanted.kind() == Endpoint.Kind.IPC ? bindUnix(wanted) : bindTcp(wanted, host);
    } catch (FileSystemException e) {
      throw wanted.bindFailure(SocketFile.describe(e, wanted.path()), e);
    } catch (IOException e) {
      throw wanted.bindFailure(describe(e), e);
    }
  }

  /** Returns the reason of a failure, with the fix of the most frequent ones. */
  private static String describe(IOException e) {
    String why = e.getMessage() == null ? e.toString() : e.getMessage();
    String known = why.toLowerCase(Locale.ROOT);
    if (known.contains("address already in use")) {
      return why
          + "; stop the process that listens there, or bind another port (* for any that is free)";
    }
    if (known.contains("assign requested address")) {
      return why + "; bind an address of this machine, or tcp://*:port for all of them";
    }
    if (known.contains("permission denied")) {
      return why + "; bind a port from 1024 on, or allow this process lower ones";
    }
    return why;
  }

  private static BoundSocket bindUnix(Endpoint wanted) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    boolean bound = false;
    try {
      SocketFile file = SocketFile.bind(channel, wanted.path(), BACKLOG);
      bound = true;
      return new BoundSocket(Endpoint.ofPath(file.path()), channel, file);
    } finally {
      if (!bound) {
        channel.close();
      }
    }
  }

  private static BoundSocket bindTcp(Endpoint wanted, @Nullable InetAddress host)
      throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    boolean bound = false;
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(
          host == null
              ? new InetSocketAddress(wanted.port())
              : new InetSocketAddress(host, wanted.port()),
          BACKLOG);
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      bound = true;
      return new BoundSocket(wanted.withPort(port), channel, null);
    } finally {
      if (!bound) {
        channel.close();
      }
    }
  }

  /** Returns the bound endpoint, concrete but for the host. */
  public Endpoint endpoint() {
    return endpoint;
  }

  public ServerSocketChannel channel() {
    return channel;
  }

  /** Removes the file first: while the name exists, there is a listener. */
  public void close() throws IOException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      if (file != null) {
        file.remove();
      }
    } finally {
      channel.close();
    }
  }
}
