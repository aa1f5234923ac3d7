package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.socket.MessageAssembler;
import io.tightwire.internal.link.socket.RefusedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads a peer's bytes, and checks them before JeroMQ decodes them.
 *
 * <ul>
 *   <li>Bytes that {@linkplain ZmtpScanner ZMTP} does not allow end the connection.
 *   <li>Large messages are {@linkplain MessageAssembler assembled} here.
 *   <li>A limited number of bytes may be read before a message is complete. JeroMQ keeps without
 *       bound the frames that it can't hand over: parts of a message whose last part never comes.
 * </ul>
 *
 * Confined to the I/O thread, but for {@link #message()} and the methods that say so.
 */
final class InboundGuard {

  /** Allowance for JeroMQ's largest read, and for the overhead of handshake and encryption. */
  private static final int SLACK = 64 * 1024;

  private final long allowance;
  private final ZmtpScanner scanner;
  private final MessageAssembler assembler;

  /**
   * The bytes that may be read before the next message. Not volatile: if the loop's own thread sets
   * it before the loop moves to the I/O thread, the move publishes it.
   */
  private long left;

  private volatile boolean hasMessage;

  /** The end of a large frame's header. With it, JeroMQ is to have the whole frame. */
  private byte lastOfHeader;

  /** Creates the guard of a connection to a server, whose messages do not wait for memory. */
  InboundGuard(LinkOptions options) {
    this.allowance = options.maxMessageSize() + (long) SLACK;
    this.left = allowance;
    this.scanner = new ZmtpScanner(Sockets.maxFrameSize(options), options.curve() != null);
    this.assembler = new MessageAssembler(InboundBudget.unlimited().share(() -> {}, stalled -> {}));
  }

  /** Records that JeroMQ decoded a message. Called by the loop thread. */
  void message() {
    if (!hasMessage) {
      hasMessage = true; // costs more than to look
    }
    left = allowance;
  }

  /** Closes the guard: no more bytes follow. */
  void end() {
    assembler.close();
  }

  /** Returns how many bytes may be read before this side has sent its part of the handshake. */
  int allowedBeforeHandshake() {
    if (assembler.isBusy()) {
      return Integer.MAX_VALUE; // the gate reads no more than its frame
    }
    return scanner.isBehindFirstFrame() ? 0 : scanner.expected();
  }

  /** Returns whether a message was ever received. */
  boolean hasReceivedMessage() {
    return hasMessage;
  }

  /**
   * Returns whether a large message is being received: bytes of it came within {@code nanos}.
   * Thread-safe.
   */
  boolean isReceiving(long now, long nanos) {
    return assembler.isProgressing(now, nanos);
  }

  /**
   * Returns the large frame whose header JeroMQ has just read; null if it was not assembled here.
   */
  @Nullable InboundMessage assembled(int size) {
    return assembler.take(size);
  }

  /**
   * Reads the available bytes.
   *
   * @param into gets the bytes that JeroMQ is to decode
   * @return as {@link ReadableByteChannel#read}; 0 if there is nothing to decode yet
   * @throws RefusedInputException if the connection is to end
   */
  int read(ReadableByteChannel from, ByteBuffer into) throws IOException {
    if (!assembler.isBusy()) {
      int start = into.position();
      int count = from.read(into);
      if (count <= 0) {
        return count;
      }
      take(into, start);
      int passed = into.position() - start;
      if (passed > 0) {
        return passed;
      }
    }
    return assembler.isBusy() ? readOn(from, into) : 0;
  }

  /** Goes on with a large frame. */
  private int readOn(ReadableByteChannel from, ByteBuffer into) throws IOException {
    int came = assembler.read(from, IoThread.chunk());
    if (came < 0) {
      return came;
    }
    count(came);
    if (!assembler.isComplete()) {
      return 0;
    }
    into.put(lastOfHeader);
    return 1;
  }

  /**
   * Scans the bytes that were read. If a large frame begins, its body is removed from them.
   *
   * @param buffer holds the bytes, from {@code from} to its position
   * @throws RefusedInputException if the connection is to end for it
   */
  void take(ByteBuffer buffer, int from) throws RefusedInputException {
    count(buffer.position() - from);
    int body = scanner.scan(buffer, from);
    if (body < 0) {
      return;
    }
    ByteBuffer begun = buffer.duplicate().limit(buffer.position()).position(body);
    assembler.begin(scanner.frameSize(), begun);
    lastOfHeader = buffer.get(body - 1);
    buffer.position(body - 1);
  }

  private void count(int bytes) throws RefusedInputException {
    long rest = left - bytes;
    left = rest;
    if (rest < 0) {
      throw new RefusedInputException(
          hasMessage
              ? "it sent more than the largest message without ending one"
              : "it sent a lot and no message");
    }
  }
}
