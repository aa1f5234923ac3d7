package io.tightwire.internal.link;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Frames that wait for one peer. They leave packed: several in one message, since JeroMQ's cost is
 * by the message. Confined to the loop thread, but for {@link #bytes()}.
 */
final class Outbox {

  /** Packing more than this gains nothing and costs copies. */
  static final int PACK = 64 * 1024;

  private static final int OVERHEAD = 64;

  private final ArrayDeque<Waiting> frames = new ArrayDeque<>();
  private int pack;

  /** Changed by the loop thread alone, so that no change need be atomic. */
  private final AtomicLong bytes = new AtomicLong();

  Outbox(int maxMessageSize) {
    this.pack = Math.min(PACK, maxMessageSize);
  }

  /** Packs no more than this into one message from now on. */
  void packAtMost(long limit) {
    pack = (int) Math.min(pack, limit);
  }

  void add(byte[] buffer, int offset, int length) {
    frames.add(new Waiting(buffer, offset, length));
    add(length + OVERHEAD);
  }

  private void add(long more) {
    bytes.lazySet(bytes.getPlain() + more);
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  /** What waits, with what it takes to keep it. Safe for use by many threads. */
  long bytes() {
    return bytes.get();
  }

  void clear() {
    frames.clear();
    bytes.lazySet(0);
  }

  /** Takes out what goes into one message; null if nothing waits. */
  @Nullable OutboundMessage next(InFlightBytes inFlight) {
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
    add(-(total + (count + 1L) * OVERHEAD));
    if (count == 0) {
      return new OutboundMessage(first.buffer, first.offset, first.length, inFlight);
    }
    byte[] packed = new byte[total];
    int at = 0;
    for (Waiting frame = first; ; frame = frames.remove()) {
      System.arraycopy(frame.buffer, frame.offset, packed, at, frame.length);
      at += frame.length;
      if (count-- == 0) {
        return new OutboundMessage(packed, 0, total, inFlight);
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
