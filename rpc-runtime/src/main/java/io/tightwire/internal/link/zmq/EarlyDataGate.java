package io.tightwire.internal.link.zmq;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Keeps back what a peer sends behind its first command until this side has said its own. A peer
 * need not wait with its messages for that, but JeroMQ takes whatever it reads before for a part of
 * the handshake, and hangs up. So the first frame is read alone. Confined to the I/O thread.
 */
final class EarlyDataGate {

  private static final int GREETING = 64;
  private static final int LARGE = 2;
  private static final int SMALL_HEADER = 2;
  private static final int LARGE_HEADER = 9;

  private final ByteBuffer header = ByteBuffer.allocate(LARGE_HEADER).limit(1);
  private int greeting;
  private long written;

  /** How much of the first frame's body is to come; -1 until its header is complete. */
  private long body = -1;

  /** Whether the gate is of no use any more. */
  boolean isOpen() {
    return written > GREETING; // the greeting and a part, at least, of the command
  }

  /** This side has sent so many bytes more. */
  void written(int bytes) {
    written += bytes;
  }

  /**
   * Reads what may be read.
   *
   * @return as the channel returns it; 0 if there may be something that is kept back
   */
  int read(ReadableByteChannel channel, ByteBuffer into) throws IOException {
    int from = into.position();
    int limit = into.limit();
    into.limit((int) Math.min(limit, from + Math.min(allowed(), limit)));
    int count;
    try {
      count = into.hasRemaining() ? channel.read(into) : 0;
    } finally {
      into.limit(limit);
    }
    for (int i = from; i < into.position(); i++) {
      take(into.get(i));
    }
    return count;
  }

  /** How many bytes belong to what is being read, of which the length is known. */
  private long allowed() {
    if (greeting < GREETING) {
      return (long) GREETING - greeting;
    }
    return body < 0 ? header.remaining() : body;
  }

  private void take(byte octet) {
    if (greeting < GREETING) {
      greeting++;
    } else if (body >= 0) {
      body--;
    } else {
      header.put(octet);
      if (header.position() == 1) {
        header.limit((octet & LARGE) == 0 ? SMALL_HEADER : LARGE_HEADER);
      } else if (!header.hasRemaining()) {
        // A negative length is let through as it is: there are those who judge it.
        long length = header.limit() == SMALL_HEADER ? header.get(1) & 0xff : header.getLong(1);
        body = length < 0 ? Long.MAX_VALUE : length;
      }
    }
  }
}
