package io.tightwire.internal.link.zmtp;

import static io.tightwire.internal.link.socket.ZmtpRules.COMMAND;
import static io.tightwire.internal.link.socket.ZmtpRules.GREETING;
import static io.tightwire.internal.link.socket.ZmtpRules.LARGE_FRAME;
import static io.tightwire.internal.link.socket.ZmtpRules.LENGTH_BYTES;
import static io.tightwire.internal.link.socket.ZmtpRules.LONG;
import static io.tightwire.internal.link.socket.ZmtpRules.MORE;

import io.tightwire.internal.flow.LargeArrays;
import io.tightwire.internal.flow.LargeBytes;
import io.tightwire.internal.link.socket.RefusedInputException;
import io.tightwire.internal.link.socket.ZmtpRules;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Splits what one peer sends into a greeting, commands and messages (ZMTP 3.1, RFC 37 of ZeroMQ).
 * Refuses what the protocol does not allow, and bytes that lead to no message: before the first
 * message few are allowed, later ones as many as the largest message has.
 *
 * <p>Sans I/O. Confined to the loop thread.
 */
final class ZmtpDecoder {

  /** What commands and frame headers may add to the largest message. */
  static final int SLACK = 64 * 1024;

  /** Gets the pieces, in order. Confined to the loop thread. */
  interface Handler {

    void onGreeting(byte[] greeting) throws RefusedInputException;

    void onCommand(byte[] command) throws RefusedInputException;

    /**
     * Handles a message.
     *
     * @param whole false if it is one part of several
     */
    void onMessage(byte[] message, boolean whole) throws RefusedInputException;

    /**
     * Handles a message that came with one read, and whose memory is reused.
     *
     * @param whole as above
     */
    default void onMessage(LargeBytes message, boolean whole) throws RefusedInputException {
      onMessage(message.copy(), whole);
    }

    /**
     * Handles the beginning of a large message. The rest of it is not decoded; {@link
     * #endLargeMessage} follows it.
     *
     * @param first its first bytes, up to the limit
     */
    void onLargeMessage(int size, ByteBuffer first) throws RefusedInputException;

    /** Returns whether more is to be decoded; false once the connection has ended. */
    boolean goesOn();
  }

  private final int maxFrame;
  private final int first;
  private static final byte[] NONE = new byte[0];

  /** The greeting, until it is complete. */
  private byte[] greeting = new byte[GREETING];

  private int greeted;

  // The header of the frame that is being read.
  private boolean hasFlags;
  private int flags;
  private int lengthBytes;
  private long length;

  /** The body of a small frame that came in pieces; null between frames. */
  private byte @Nullable [] body;

  private int bodyCount;
  private boolean inParts;
  private boolean whole;
  private boolean hasMessage;

  /** Whether commands are messages: encrypted ones may look like both. */
  private boolean encrypted;

  /** The bytes since the last message. */
  private long withoutMessage;

  /**
   * Creates a decoder at the first byte of a connection.
   *
   * @param maxFrame the largest frame, in bytes
   * @param first how many bytes may come before the first message is complete
   */
  ZmtpDecoder(int maxFrame, int first) {
    this.maxFrame = maxFrame;
    this.first = first;
  }

  /** Creates the decoder of a connection to a server, whose first message may be large. */
  static ZmtpDecoder ofServer(int maxFrame) {
    return new ZmtpDecoder(maxFrame, (int) Math.min(maxFrame + (long) SLACK, Integer.MAX_VALUE));
  }

  /** Returns whether a message came, ever. */
  boolean hasMessage() {
    return hasMessage;
  }

  /** Takes commands for messages from now on. */
  void onEncrypted() {
    encrypted = true;
  }

  /** Returns how many bytes are missing from the piece that is being read. */
  int expected() {
    if (greeted < GREETING) {
      return GREETING - greeted;
    }
    if (body != null) {
      return body.length - bodyCount;
    }
    if (!hasFlags) {
      return 1;
    }
    return (flags & LONG) == 0 ? 1 : LENGTH_BYTES - lengthBytes;
  }

  /**
   * Decodes all that is in a buffer, unless the handler ends it.
   *
   * @throws RefusedInputException if the connection is to end for what came
   */
  void decode(ByteBuffer in, Handler handler) throws RefusedInputException {
    while (in.hasRemaining() && greeted < GREETING) {
      greet(in.get(), handler);
    }
    while (in.hasRemaining() && handler.goesOn()) {
      if (body != null) {
        fillBody(body, in, handler);
      } else if (readHeader(in)) {
        readBody(in, handler);
      }
    }
  }

  private void greet(byte octet, Handler handler) throws RefusedInputException {
    ZmtpRules.checkGreeting(greeted, octet);
    count(1);
    greeting[greeted++] = octet;
    if (greeted == GREETING) {
      byte[] complete = greeting;
      greeting = NONE;
      handler.onGreeting(complete);
    }
  }

  /** Returns whether the header is complete. */
  private boolean readHeader(ByteBuffer in) throws RefusedInputException {
    if (!hasFlags) {
      flags = in.get();
      ZmtpRules.checkFlags(flags);
      hasFlags = true;
      length = 0;
      lengthBytes = 0;
    }
    if ((flags & LONG) == 0) {
      if (!in.hasRemaining()) {
        return false;
      }
      length = in.get() & 0xff;
      count(2);
    } else {
      while (lengthBytes < LENGTH_BYTES) {
        if (!in.hasRemaining()) {
          return false;
        }
        length = length << Byte.SIZE | (in.get() & 0xff);
        lengthBytes++;
      }
      ZmtpRules.checkLength(flags, length, maxFrame, encrypted ? maxFrame : LARGE_FRAME - 1);
      count(1 + LENGTH_BYTES);
    }
    hasFlags = false;
    return true;
  }

  private void readBody(ByteBuffer in, Handler handler) throws RefusedInputException {
    int size = (int) length;
    if (in.remaining() >= size) {
      count(size);
      if (size >= LargeArrays.LEAST) { // too large for a command
        endLarge(size, in, handler);
        return;
      }
      byte[] complete = new byte[size];
      in.get(complete);
      end(complete, handler);
    } else if (size >= LARGE_FRAME) {
      if (!hasMessage && size > first) {
        throw new RefusedInputException(
            "it announced more than " + first + " bytes before its first message was read");
      }
      count(in.remaining());
      handler.onLargeMessage(size, in);
    } else {
      body = new byte[size];
      bodyCount = 0;
    }
  }

  private void fillBody(byte[] partial, ByteBuffer in, Handler handler)
      throws RefusedInputException {
    int more = Math.min(in.remaining(), partial.length - bodyCount);
    count(more);
    in.get(partial, bodyCount, more);
    bodyCount += more;
    if (bodyCount == partial.length) {
      body = null;
      end(partial, handler);
    }
  }

  private void end(byte[] complete, Handler handler) throws RefusedInputException {
    if ((flags & COMMAND) != 0 && !encrypted) {
      handler.onCommand(complete);
    } else {
      endMessage();
      handler.onMessage(complete, whole);
    }
  }

  private void endLarge(int size, ByteBuffer in, Handler handler) throws RefusedInputException {
    byte[] array = LargeArrays.shared().acquire(size);
    in.get(array, 0, size);
    endMessage();
    handler.onMessage(new LargeBytes(array, size), whole);
  }

  private void endMessage() {
    hasMessage = true;
    withoutMessage = 0;
    boolean more = (flags & MORE) != 0;
    whole = !inParts && !more;
    inParts = more;
  }

  /** Counts bytes of a large message that were read, but not decoded here. */
  void countLargeMessage(int bytes) throws RefusedInputException {
    count(bytes);
  }

  /**
   * Records that a large message is complete.
   *
   * @return whether it was whole, not one part of several
   */
  boolean endLargeMessage() {
    endMessage();
    return whole;
  }

  private void count(int bytes) throws RefusedInputException {
    withoutMessage += bytes;
    if (withoutMessage > (hasMessage ? maxFrame + (long) SLACK : first)) {
      throw new RefusedInputException(
          hasMessage
              ? "it sent more than the largest message without ending one"
              : "it sent a lot and no message");
    }
  }
}
