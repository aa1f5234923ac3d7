package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.socket.RefusedInputException;
import io.tightwire.internal.link.socket.ZmtpRules;
import java.nio.ByteBuffer;

/**
 * Follows the greeting and the frame headers in the bytes that one peer sends, and refuses what
 * ZMTP 3 does not allow. JeroMQ would speak older versions too, whose connections can't be told
 * apart, and of a 64-bit length it looks at the lower half. Costs a few operations a frame; bodies
 * are skipped. Confined to the I/O thread.
 */
final class ZmtpScanner {

  /** JeroMQ reads smaller frames through its own buffer, which is of that size. */
  static final int LARGE_FRAME = ZmtpRules.LARGE_FRAME;

  static final int GREETING = ZmtpRules.GREETING;

  private final int maxFrameSize;
  private final int maxCommandSize;

  private int greeting;

  /** The number of bytes of the current frame's body that are still to come. */
  private int body;

  /** Whether the header of a frame was complete. */
  private boolean hasFrame;

  private boolean hasFlags;
  private int flags;
  private int lengthBytes;
  private long length;

  /**
   * Creates a scanner, at the first byte of a connection.
   *
   * @param encrypted whether messages may look like commands
   */
  ZmtpScanner(int maxFrameSize, boolean encrypted) {
    this.maxFrameSize = maxFrameSize;
    this.maxCommandSize = encrypted ? maxFrameSize : LARGE_FRAME - 1;
  }

  /**
   * Scans from {@code from} to the last byte of a large frame's header, or else to the buffer's
   * position.
   *
   * @return the index of the first byte of a large frame's body, whose length is then {@link
   *     #frameSize()} and which is not scanned; -1 if none begins here
   * @throws RefusedInputException if the bytes are not allowed, so that the connection must end
   */
  int scan(ByteBuffer buffer, int from) throws RefusedInputException {
    int end = buffer.position();
    int at = greeting < GREETING ? greet(buffer, from) : from;
    while (at < end) {
      if (body > 0) {
        int skipped = Math.min(body, end - at);
        body -= skipped;
        at += skipped;
      } else if (!hasFlags) {
        begin(buffer.get(at++));
      } else if ((flags & ZmtpRules.LONG) == 0) {
        hasFlags = false;
        hasFrame = true;
        body = buffer.get(at++) & 0xff;
      } else {
        length = length << Byte.SIZE | (buffer.get(at++) & 0xff);
        if (++lengthBytes == ZmtpRules.LENGTH_BYTES) {
          hasFlags = false;
          hasFrame = true;
          ZmtpRules.checkLength(flags, length, maxFrameSize, maxCommandSize);
          if (length >= LARGE_FRAME) {
            return at;
          }
          body = (int) length;
        }
      }
    }
    return -1;
  }

  private int greet(ByteBuffer buffer, int from) throws RefusedInputException {
    int at = from;
    for (; greeting < GREETING && at < buffer.position(); at++, greeting++) {
      ZmtpRules.checkGreeting(greeting, buffer.get(at));
    }
    return at;
  }

  private void begin(byte octet) throws RefusedInputException {
    ZmtpRules.checkFlags(octet);
    hasFlags = true;
    flags = octet;
    length = 0;
    lengthBytes = 0;
  }

  /** Returns whether the first frame has come to its end, and no other has begun. */
  boolean isBehindFirstFrame() {
    return hasFrame && !hasFlags && body == 0;
  }

  /** Returns how many bytes belong to the piece that is being read: greeting, header, or body. */
  int expected() {
    if (greeting < GREETING) {
      return GREETING - greeting;
    }
    if (body > 0) {
      return body;
    }
    return hasFlags && (flags & ZmtpRules.LONG) != 0 ? ZmtpRules.LENGTH_BYTES - lengthBytes : 1;
  }

  /** Returns the size of the large frame that was found last. */
  int frameSize() {
    return (int) length;
  }
}
