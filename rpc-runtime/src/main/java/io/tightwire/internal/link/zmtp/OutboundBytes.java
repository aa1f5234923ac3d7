package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.InFlightBytes;
import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.socket.ZmtpRules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * What one connection is writing: one message at most, and the commands before and after it. The
 * bytes are copied to a buffer of the engine just before the system takes them.
 *
 * <p>Confined to the loop thread.
 */
final class OutboundBytes {

  private static final byte[] NONE = new byte[0];
  private static final int SHORT = 255;
  private static final int MAX_HEADER = 1 + ZmtpRules.LENGTH_BYTES;

  private final WritableByteChannel channel;
  private final SelectorEngine engine;

  /** The commands to write before the next message. */
  private byte[] control = NONE;

  private int controlWritten;

  /** The PONG to write after the present message. A later one replaces it. */
  private byte @Nullable [] pong;

  /** The message that is being written; null if none is. */
  private byte @Nullable [] message;

  /** What the message is released to; null if nothing is. */
  private @Nullable OutboundMessage body;

  private int offset;
  private int size;
  private final byte[] header = new byte[MAX_HEADER];
  private int headerSize;

  /** How many bytes of the header and the message were written. */
  private int written;

  private @Nullable InFlightBytes inFlight;
  private long stalledAt = Timed.NEVER;

  OutboundBytes(WritableByteChannel channel, SelectorEngine engine) {
    this.channel = channel;
    this.engine = engine;
  }

  void reportWritesTo(InFlightBytes account) {
    account.countUntilWritten();
    inFlight = account;
  }

  /** Adds a command, in its frame, while no message is being written. */
  void control(byte[] frame) {
    byte[] all = new byte[control.length - controlWritten + frame.length];
    System.arraycopy(control, controlWritten, all, 0, all.length - frame.length);
    System.arraycopy(frame, 0, all, all.length - frame.length, frame.length);
    control = all;
    controlWritten = 0;
  }

  /** Sets the PONG that is to be written next. */
  void pong(byte[] frame) {
    pong = frame;
  }

  /** Begins with a message, and releases it when it is written. */
  void message(OutboundMessage next) {
    next.begin();
    message(next.array(), next.offset(), next.size());
    body = next;
  }

  /** Begins with a message, while everything before is written. */
  void message(byte[] bytes, int from, int length) {
    message = bytes;
    offset = from;
    size = length;
    written = 0;
    if (size <= SHORT) {
      header[0] = 0;
      header[1] = (byte) size;
      headerSize = 2;
    } else {
      ByteBuffer.wrap(header).put((byte) ZmtpRules.LONG).putLong(size);
      headerSize = MAX_HEADER;
    }
  }

  /** Returns whether everything is written. */
  boolean isDrained() {
    return message == null && pong == null && controlWritten == control.length;
  }

  /** Returns when the last byte was written while there are more that can't be. */
  long stalledAt() {
    return stalledAt;
  }

  /**
   * Writes what the system takes.
   *
   * @return whether that was everything
   */
  boolean write() throws IOException {
    while (!isDrained()) {
      if (controlWritten == control.length && message == null && pong != null) {
        control(pong);
        pong = null;
      }
      ByteBuffer out = engine.output(remaining());
      fill(out);
      out.flip();
      int count = channel.write(out);
      advance(count);
      if (out.hasRemaining()) {
        if (count > 0 || stalledAt == Timed.NEVER) {
          stalledAt = System.nanoTime();
        }
        return false;
      }
    }
    stalledAt = Timed.NEVER;
    return true;
  }

  private long remaining() {
    int left = control.length - controlWritten;
    return message == null ? left : left + headerSize + ((long) size - written);
  }

  private void fill(ByteBuffer out) {
    put(out, control, controlWritten, control.length - controlWritten);
    byte[] bytes = message;
    if (bytes == null) {
      return;
    }
    put(out, header, written, headerSize - written);
    int from = Math.max(0, written - headerSize);
    put(out, bytes, offset + from, size - from);
  }

  private static void put(ByteBuffer out, byte[] bytes, int from, int length) {
    if (length > 0) {
      out.put(bytes, from, Math.min(length, out.remaining()));
    }
  }

  private void advance(int count) {
    int controls = Math.min(count, control.length - controlWritten);
    controlWritten += controls;
    if (controlWritten == control.length) {
      control = NONE;
      controlWritten = 0;
    }
    if (message == null) {
      return;
    }
    written += count - controls;
    if (inFlight != null) {
      inFlight.onBytesWritten(count - controls);
    }
    if (written == headerSize + size) {
      message = null;
      if (body != null) {
        body.release();
        body = null;
      }
    }
  }
}
