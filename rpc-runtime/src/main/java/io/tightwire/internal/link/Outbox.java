package io.tightwire.internal.link;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The frames that are queued for one peer. They leave packed, several in one message, since
 * JeroMQ's cost is per message. Confined to the loop thread, but for {@link #bytes()}, which is
 * thread-safe.
 */
final class Outbox {

  /** The largest packed message: larger ones gain nothing and cost copies. */
  static final int PACK = 64 * 1024;

  private static final int OVERHEAD = 64;

  private final ArrayDeque<OutboundMessage> frames = new ArrayDeque<>();
  private final InFlightBytes inFlight;
  private int pack;

  /** Changed by the loop thread alone, so that no change need be atomic. */
  private final AtomicLong bytes = new AtomicLong();

  Outbox(int maxMessageSize, InFlightBytes inFlight) {
    this.pack = Math.min(PACK, maxMessageSize);
    this.inFlight = inFlight;
  }

  /** Bounds the messages into which frames are packed from now on. */
  void packAtMost(long limit) {
    pack = (int) Math.min(pack, limit);
  }

  void add(OutboundMessage frame) {
    frames.add(frame); // it may leave as it is
    add(frame.size() + OVERHEAD);
  }

  private void add(long more) {
    bytes.lazySet(bytes.getPlain() + more);
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  /** Returns the number of bytes that are queued, with their overhead. */
  long bytes() {
    return bytes.get();
  }

  void clear() {
    frames.clear();
    bytes.lazySet(0);
  }

  /** Removes the frames that fit into one message, and returns that; null if nothing is queued. */
  @Nullable OutboundMessage next() {
    OutboundMessage first = frames.poll();
    if (first == null) {
      return null;
    }
    int count = 0;
    int total = first.size();
    for (OutboundMessage frame : frames) {
      if (frame.size() > pack - total) {
        break;
      }
      total += frame.size();
      count++;
    }
    add(-(total + (count + 1L) * OVERHEAD));
    return count == 0 ? first : packed(first, count, total);
  }

  private OutboundMessage packed(OutboundMessage first, int others, int total) {
    byte[] packed = new byte[total];
    int at = 0;
    int left = others;
    for (OutboundMessage frame = first; ; frame = frames.remove()) {
      System.arraycopy(frame.array(), frame.offset(), packed, at, frame.size());
      at += frame.size();
      frame.release();
      if (left-- == 0) {
        return new OutboundMessage(packed, 0, total, inFlight);
      }
    }
  }
}
