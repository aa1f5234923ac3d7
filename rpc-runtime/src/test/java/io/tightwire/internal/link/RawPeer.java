package io.tightwire.internal.link;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The other end of a connection, byte by byte, for tests of hostile peers. */
public final class RawPeer implements AutoCloseable {

  public static final int MORE = 1;
  public static final int LARGE = 2;
  public static final int COMMAND = 4;
  public static final int GREETING_SIZE = 64;

  private final SocketChannel channel;

  public RawPeer(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects, and sends nothing. */
  public static RawPeer dial(Endpoint endpoint) throws IOException {
    Path path = endpoint.path();
    if (path == null) {
      return new RawPeer(
          SocketChannel.open(new InetSocketAddress(endpoint.host(), endpoint.port())));
    }
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(path));
    return new RawPeer(channel);
  }

  /** Connects as a DEALER does, up to and including the handshake. */
  public static RawPeer connect(Endpoint endpoint) throws IOException {
    return dial(endpoint).shakeHands("DEALER");
  }

  public RawPeer shakeHands(String socketType) throws IOException {
    return shakeHands(socketType, "");
  }

  public RawPeer shakeHands(String socketType, String routingId) throws IOException {
    write(greeting());
    read(GREETING_SIZE);
    write(ready(socketType, routingId));
    byte[] header = read(2);
    read(header[1]);
    return this;
  }

  /** Returns the command that ends a handshake. */
  public static byte[] ready(String socketType, String routingId) {
    ByteBuffer ready = ByteBuffer.allocate(128);
    ready.put((byte) 5).put("READY".getBytes(US_ASCII));
    ready.put((byte) 11).put("Socket-Type".getBytes(US_ASCII));
    ready.putInt(socketType.length()).put(socketType.getBytes(US_ASCII));
    ready.put((byte) 8).put("Identity".getBytes(US_ASCII));
    ready.putInt(routingId.length()).put(routingId.getBytes(US_ASCII));
    byte[] command = new byte[2 + ready.flip().remaining()];
    command[0] = COMMAND;
    command[1] = (byte) ready.remaining();
    ready.get(command, 2, ready.remaining());
    return command;
  }

  public static byte[] greeting() {
    return greeting("NULL");
  }

  public static byte[] greeting(String mechanism) {
    byte[] greeting = new byte[GREETING_SIZE];
    greeting[0] = (byte) 0xff;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    System.arraycopy(mechanism.getBytes(US_ASCII), 0, greeting, 12, mechanism.length());
    return greeting;
  }

  /** Sends a frame of fewer than 256 bytes. */
  public void send(int flags, byte[] body) throws IOException {
    write(new byte[] {(byte) flags, (byte) body.length});
    write(body);
  }

  public void send(byte[] body) throws IOException {
    send(0, body);
  }

  /** Announces a frame of any length. */
  public void announce(long length) throws IOException {
    write(ByteBuffer.allocate(9).put((byte) LARGE).putLong(length).array());
  }

  public void write(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  public byte[] read(int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    return buffer.array();
  }

  /** Sends the same bytes repeatedly until the other side has closed the connection. */
  public void floodUntilItEnds(byte[] bytes, int atMost) {
    try {
      for (int sent = 0; sent < atMost; sent += bytes.length) {
        write(bytes);
      }
    } catch (IOException e) {
      return;
    }
    throw new AssertionError("It took " + atMost + " bytes");
  }

  /** Sends zeros one by one, slowly, until the other side has closed the connection. */
  public void dribbleUntilItEnds(int atMost) throws InterruptedException {
    try {
      for (int sent = 0; sent < atMost; sent++) {
        write(new byte[1]);
        Thread.sleep(20);
      }
    } catch (IOException e) {
      return;
    }
    throw new AssertionError("It took " + atMost + " bytes");
  }

  /** Sends an end of input. */
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  /** Waits until the other side has closed the connection. */
  public void awaitEnd() {
    ByteBuffer sink = ByteBuffer.allocate(1024);
    try {
      while (channel.read(sink.clear()) >= 0) {
        // The rest of its output.
      }
    } catch (IOException e) {
      // A reset is an end, too.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
