package io.tightwire.it;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client that sends a correct HELLO, requests much, and then neither reads nor sends. Confined to
 * one thread at a time.
 */
final class DeafClient implements AutoCloseable {

  private static final int GREETING_SIZE = 64;
  private static final int COMMAND = 4;
  private static final int LARGEST = 1 << 30;

  /** Small, so that little is queued in the system, and the rest in the server. */
  private static final int RECEIVED = 8 << 10;

  private final SocketChannel channel;
  private int calls;

  private DeafClient(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects, and exchanges HELLOs. */
  static DeafClient connect(String endpoint) throws IOException {
    SocketAddress address = Tunnel.addressOf(endpoint);
    boolean tcp = address instanceof InetSocketAddress;
    SocketChannel channel =
        tcp ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
    if (tcp) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVED);
    }
    channel.connect(address);
    DeafClient client = new DeafClient(channel);
    client.greet();
    return client;
  }

  private void greet() throws IOException {
    byte[] greeting = new byte[GREETING_SIZE];
    greeting[0] = (byte) 0xff;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    System.arraycopy("NULL".getBytes(US_ASCII), 0, greeting, 12, 4);
    write(greeting);
    read(GREETING_SIZE);
    ByteBuffer ready = ByteBuffer.allocate(64);
    ready.put((byte) 5).put("READY".getBytes(US_ASCII));
    ready.put((byte) 11).put("Socket-Type".getBytes(US_ASCII));
    ready.putInt(6).put("DEALER".getBytes(US_ASCII));
    send(COMMAND, ready.array(), ready.position());
    readShortFrame(); // READY
    send(FrameWriter.hello("deaf", LARGEST, Map.of()));
  }

  /** Makes a call with numbers as its arguments. */
  void ask(MethodDescriptor<?> method, int... arguments) throws IOException {
    int id =
        request(
            method,
            null,
            out -> {
              for (int argument : arguments) {
                out.writeInt(argument);
              }
            });
    if (isStream(method)) {
      send(FrameWriter.credit(id, Integer.MAX_VALUE));
    }
  }

  /** Makes a call with a deadline, at which it does nothing. */
  void askWithin(Duration deadline, MethodDescriptor<?> method, String argument)
      throws IOException {
    int unused = request(method, deadline, out -> out.writeString(argument));
  }

  private int request(
      MethodDescriptor<?> method, @Nullable Duration deadline, ArgumentsWriter arguments)
      throws IOException {
    int id = ++calls;
    EncodedRequest request =
        EncodedRequest.of(
            method,
            isStream(method) ? Frame.STREAMING : 0,
            deadline != null,
            Map.of(),
            arguments,
            LARGEST);
    request.stamp(id, deadline == null ? 0 : deadline.toMillis());
    send(0, request.buffer(), request.length());
    return id;
  }

  private static boolean isStream(MethodDescriptor<?> method) {
    return method.kind() == MethodDescriptor.Kind.STREAMING;
  }

  private void readShortFrame() throws IOException {
    byte[] header = read(2);
    read(header[1] & 0xff);
  }

  private void send(byte[] body) throws IOException {
    send(0, body, body.length);
  }

  private void send(int flags, byte[] body, int length) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(2 + length);
    frame.put((byte) flags).put((byte) length).put(body, 0, length);
    write(frame.array());
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private byte[] read(int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.array();
  }

  /** Reads again: everything that was sent to it, up to the end of the connection. */
  void awaitEnd() {
    ByteBuffer sink = ByteBuffer.allocate(64 << 10);
    try {
      while (channel.read(sink.clear()) >= 0) {
        // The bytes that the system had queued for it.
      }
    } catch (IOException e) {
      // A reset is an end, too.
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The socket is closed nevertheless.
    }
  }
}
