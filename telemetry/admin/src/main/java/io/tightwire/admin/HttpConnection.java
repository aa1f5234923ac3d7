package io.tightwire.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection: a request is read, its response is written, and the connection is closed. What
 * the client sends after the head of its request is read and dropped until the client closes, too:
 * a connection that is closed with unread bytes is reset, which can destroy the response on its
 * way.
 *
 * <p>Confined to the thread of its {@link HttpPort}.
 */
final class HttpConnection {

  /** The longest head of a request, in bytes. */
  static final int MAX_HEAD = 8 * 1024;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final long deadline;
  private final ByteBuffer in = ByteBuffer.allocate(MAX_HEAD);
  private boolean headOnly;
  private @Nullable ByteBuffer out;

  /**
   * Takes a connection over, and waits for its request.
   *
   * @param deadline when it is closed, whatever it has come to by then ({@link System#nanoTime()})
   */
  HttpConnection(SocketChannel channel, Selector selector, long deadline) throws IOException {
    this.channel = channel;
    this.deadline = deadline;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /**
   * Reads and writes what can be read and written now.
   *
   * @return the request, when its head is complete; null at all other times
   * @throws HttpException if it is refused; the caller responds
   * @throws IOException if the connection is of no more use; the caller closes it
   */
  @Nullable HttpRequest onReady() throws IOException, HttpException {
    if (out == null) {
      return read();
    }
    if (out.hasRemaining()) {
      write();
    } else {
      drop();
    }
    return null;
  }

  private @Nullable HttpRequest read() throws IOException, HttpException {
    int from = Math.max(0, in.position() - 3);
    if (channel.read(in) < 0) {
      throw new EOFException();
    }
    int end = endOfHead(from);
    if (end < 0) {
      if (!in.hasRemaining()) {
        throw new HttpException(431, "The head of a request has at most " + MAX_HEAD + " bytes");
      }
      return null;
    }
    key.interestOps(0); // the response comes first
    HttpRequest request = HttpRequest.parse(new String(in.array(), 0, end, ISO_8859_1));
    headOnly = request.isHead();
    return request;
  }

  /** Returns where the empty line after the head begins; -1 if it has not come yet. */
  private int endOfHead(int from) {
    for (int i = from; i <= in.position() - 4; i++) {
      if (in.get(i) == '\r'
          && in.get(i + 1) == '\n'
          && in.get(i + 2) == '\r'
          && in.get(i + 3) == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Sends a response, unless the connection is closed or has one. */
  void respond(HttpResponse response) throws IOException {
    if (out == null && channel.isOpen()) {
      out = response.encode(!headOnly);
      write();
    }
  }

  private void write() throws IOException {
    ByteBuffer bytes = out;
    if (bytes == null) {
      return;
    }
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      key.interestOps(SelectionKey.OP_WRITE);
    } else {
      channel.shutdownOutput();
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  /** Drops what the client still sends. Ends with the client's end, or by the deadline. */
  private void drop() throws IOException {
    if (channel.read(in.clear()) < 0) {
      throw new EOFException();
    }
  }

  /** When the connection is closed in any case. */
  long deadline() {
    return deadline;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing is left to do.
    }
  }
}
