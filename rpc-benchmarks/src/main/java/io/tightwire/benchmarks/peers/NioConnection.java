package io.tightwire.benchmarks.peers;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A connection that transfers one frame at a time. A frame is its total length, then its bytes.
 * Confined to one thread.
 */
final class NioConnection implements AutoCloseable {
  /** The size of a frame that holds two numbers. */
  static final int SMALL = 64;

  private final SocketChannel channel;
  private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 17);

  NioConnection(SocketChannel channel) throws IOException {
    this.channel = channel;
    if (channel.getLocalAddress() instanceof InetSocketAddress) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
  }

  /** Starts a frame: the caller writes the bytes after the length. */
  ByteBuffer begin(int size) {
    if (buffer.capacity() < size) {
      buffer = ByteBuffer.allocateDirect(size);
    }
    return buffer.clear().limit(size).putInt(0, size);
  }

  /** Sends the frame that is in the buffer. */
  void send() throws IOException {
    buffer.position(0);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Waits for a frame. */
  ByteBuffer receive() throws IOException {
    buffer.clear();
    int size = -1;
    while (size < 0 || buffer.position() < size) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("The other side has closed the connection");
      }
      if (size < 0 && buffer.position() >= 4) {
        size = buffer.getInt(0);
        if (size > buffer.capacity()) {
          buffer = ByteBuffer.allocateDirect(size).put(buffer.flip());
        }
      }
    }
    return buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
