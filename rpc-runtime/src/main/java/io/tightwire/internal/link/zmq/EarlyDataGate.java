package io.tightwire.internal.link.zmq;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.function.IntSupplier;

/**
 * Holds back early data: what a peer sends behind its first command, before this side has sent its
 * own. A peer need not wait with its messages for that, but JeroMQ takes all bytes that it reads
 * before for a part of the handshake, and closes the connection. So the first frame is read alone.
 * Where that begins and ends, {@link ZmtpScanner} knows. Confined to the I/O thread.
 */
final class EarlyDataGate {

  private final IntSupplier allowed;
  private long written;

  /**
   * Creates a gate that is closed.
   *
   * @param allowed returns how many bytes may be read before the gate opens
   */
  EarlyDataGate(IntSupplier allowed) {
    this.allowed = allowed;
  }

  /** Returns whether nothing needs to be held back any more. */
  boolean isOpen() {
    return written > ZmtpScanner.GREETING; // the greeting and a part, at least, of the command
  }

  /** Records that this side has sent bytes. */
  void written(int bytes) {
    written += bytes;
  }

  /**
   * Reads what may be read.
   *
   * @return as the channel returns it; 0 if there may be something that is held back
   */
  int read(ReadableByteChannel channel, ByteBuffer into) throws IOException {
    int limit = into.limit();
    into.limit((int) Math.min(limit, into.position() + (long) allowed.getAsInt()));
    try {
      return into.hasRemaining() ? channel.read(into) : 0;
    } finally {
      into.limit(limit);
    }
  }
}
