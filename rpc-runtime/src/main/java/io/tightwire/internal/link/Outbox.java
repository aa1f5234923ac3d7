package io.tightwire.internal.link;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait for one peer. They leave packed: several in one message, since JeroMQ's cost is
 * by the message. Confined to the loop thread.
 */
final class Outbox {

  /** Packing more than this gains nothing and costs copies. */
  static final int PACK = 64 * 1024;

  private static final int OVERHEAD = 64;

  private final ArrayDeque<Waiting> frames = new ArrayDeque<>();
  private int pack;
  private long bytes;

  Outbox(int maxMessageSize) {
    this.pack = Math.min(PACK, maxMessageSize);
  }

  /** Packs no more than this into one message from now on. */
  void packAtMost(long limit) {
    pack = (int) Math.min(pack, limit);
  }

  void add(byte[] buffer, int offset, int length) {
    frames.add(new Waiting(buffer, offset, length));
    bytes += length + OVERHEAD;
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  /** What waits, with what it takes to keep it. */
  long bytes() {
    return bytes;
  }

  void clear() {
    frames.clear();
    bytes = 0;
  }

  /** Takes out what goes into one message; null if nothing waits. */
  @Nullable Parcel next(Transit transit) {
    Waiting first = frames.poll();
    if (first == null) {
      return null;
    }
    int count = 0;
    int total = first.length;
    for (Waiting frame : frames) {
      if (frame.length > pack - total) {
        break;
      }
      total += frame.length;
      count++;
    }
    bytes -= total + (count + 1L) * OVERHEAD;
    if (count == 0) {
      return new Parcel(first.buffer, first.offset, first.length, transit);
    }
    byte[] packed = new byte[total];
    int at = 0;
    for (Waiting frame = first; ; frame = frames.remove()) {
      System.arraycopy(frame.buffer, frame.offset, packed, at, frame.length);
      at += frame.length;
      if (count-- == 0) {
        return new Parcel(packed, 0, total, transit);
      }
    }
  }

  private static final class Waiting {

    final byte[] buffer;
    final int offset;
    final int length;

    Waiting(byte[] buffer, int offset, int length) {
      this.buffer = buffer;
      this.offset = offset;
      this.length = length;
    }
  }
}
