package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.socket.MessageAssembler;
import io.tightwire.internal.link.socket.RefusedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a peer's bytes, and checks them before JeroMQ decodes them.
 *
 * <ul>
 *   <li>Bytes that {@linkplain ZmtpScanner ZMTP} does not allow end the connection.
 *   <li>Large messages are {@linkplain MessageAssembler assembled} here, within the server's budget
 *       for all of them. While there is no memory for the next bytes, nothing is read.
 *   <li>A limited number of bytes may be read before a message is complete. JeroMQ keeps without
 *       bound the frames that it can't hand over: parts of a message whose last part never comes,
 *       and all frames of a connection with another peer's routing id. The limit is small for a
 *       peer that has not sent a message yet.
 * </ul>
 *
 * Confined to the I/O thread, but for {@link #message()} and the methods that say so.
 */
final class InboundGuard {

  /** Allowance for JeroMQ's largest read, and for the overhead of handshake and encryption. */
  private static final int SLACK = 64 * 1024;

  private final long allowance;
  private final int first;
  private final ZmtpScanner scanner;
  private final InboundBudget.Share budget;
  private final MessageAssembler assembler;
  private Runnable onReadable = () -> {};
  private Consumer<String> onStalled = why -> {};

  /**
   * The bytes that may be read before the next message. Not volatile: if the loop's own thread sets
   * it before the loop moves to the I/O thread, the move publishes it.
   */
  private long left;

  private volatile boolean hasMessage;

  /** The end of a large frame's header. With it, JeroMQ is to have the whole frame. */
  private byte lastOfHeader;

  private InboundGuard(int first, LinkOptions options, InboundBudget inbound) {
    this.left = first;
    this.first = first;
    this.allowance = options.maxMessageSize() + (long) SLACK;
    this.scanner = new ZmtpScanner(Sockets.maxFrameSize(options), options.curve() != null);
    this.budget = inbound.share(() -> onReadable.run(), why -> onStalled.accept(why));
    this.assembler = new MessageAssembler(budget);
  }

  /** Creates the guard of an accepted connection. */
  static InboundGuard ofNewcomer(LinkOptions options, InboundBudget inbound) {
    return new InboundGuard(options.connectionLimits().firstMessageBytes(), options, inbound);
  }

  /** Creates the guard of a connection to a server, whose messages do not wait for memory. */
  static InboundGuard ofServer(LinkOptions options) {
    long all = options.maxMessageSize() + (long) SLACK;
    return new InboundGuard(
        (int) Math.min(all, Integer.MAX_VALUE), options, InboundBudget.unlimited());
  }

  /**
   * Sets the callbacks.
   *
   * @param onReadable run by any thread when there is memory for the bytes that waited
   * @param onStalled run by any thread when the connection is to end for keeping others waiting
   */
  void tell(Runnable onReadable, Consumer<String> onStalled) {
    this.onReadable = onReadable;
    this.onStalled = onStalled;
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

  /** Returns whether it is not to be read from, for want of memory. Thread-safe. */
  boolean isWaiting() {
    return budget.isWaiting();
  }

  /**
   * Returns whether a large message is being received: bytes of it came within {@code nanos}, or it
   * waits for memory. Thread-safe.
   */
  boolean isReceiving(long now, long nanos) {
    return isWaiting() || assembler.isProgressing(now, nanos);
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
    if (isWaiting()) {
      return 0;
    }
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
    if (!hasMessage && scanner.frameSize() > first) {
      throw new RefusedInputException(
          "it announced more than " + first + " bytes before its first message was read");
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
