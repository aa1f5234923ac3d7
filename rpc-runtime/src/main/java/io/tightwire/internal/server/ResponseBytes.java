package io.tightwire.internal.server;

import io.tightwire.internal.link.Peer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of responses that are kept for one client: from when they are encoded until the last of
 * them has left. Bounded, for the client and for all clients together. Calls are started while less
 * than half of that is used, so that those that run then have the other half for their responses;
 * and of what is left each client may use no more than it leaves to the others. A client that has
 * taken everything is always served. Safe for use by many threads.
 */
final class ResponseBytes {

  /** The same of all clients. */
  static final class Total {

    private final long max;
    private final AtomicLong held = new AtomicLong();

    Total(long max) {
      this.max = max;
    }

    /** What was encoded and has not been handed to a peer. */
    long held() {
      return held.get();
    }
  }

  /**
   * What a system takes for a connection that has nothing to write, or nearly so: it need not be
   * kept for long.
   */
  static final int SMALL = 128 << 10;

  /** A client with no more than that has, as it were, taken everything. */
  private static final int NEXT_TO_NOTHING = 16 << 10;

  /** By that part a new maximum of sizes is forgotten with each smaller response. */
  private static final int FORGET_SHIFT = 3;

  private final Peer peer;
  private final long max;
  private final Total total;
  private final AtomicLong held = new AtomicLong();

  /** How large the client's responses tend to be. Races between writers do no harm. */
  private volatile int usual;

  ResponseBytes(Peer peer, long max, Total total) {
    this.peer = peer;
    this.max = max;
    this.total = total;
  }

  /** What was encoded and has not been handed to the peer. */
  long held() {
    return held.get();
  }

  /** All that is kept for the client. */
  long bytes() {
    return held.get() + peer.unsentBytes();
  }

  private long bytesInAll() {
    return total.held.get() + peer.unsentBytesInAll();
  }

  /** Whether a call may be started, whose response is about as large as others were. */
  boolean mayStart() {
    long own = bytes();
    long all = bytesInAll();
    int next = usual;
    if (own <= NEXT_TO_NOTHING) {
      return next <= SMALL || all + next <= total.max || all <= NEXT_TO_NOTHING;
    }
    return own + next <= max / 2 && own + next <= total.max / 2 - all;
  }

  /** For how many calls there is room, by their usual size. */
  long startable() {
    long own = bytes();
    long left = Math.min(max / 2 - own, total.max / 2 - bytesInAll());
    long least = own <= NEXT_TO_NOTHING ? SMALL : 0;
    return Math.max(left, least) / Math.max(1, usual);
  }

  /**
   * Counts a response that was encoded. Returns false, and does not, if there is no room for it.
   */
  boolean tryAcquire(int length) {
    learn(length);
    long own = held.addAndGet(length) + peer.unsentBytes();
    long all = total.held.addAndGet(length) + peer.unsentBytesInAll();
    if (fits(length, own, all)) {
      return true;
    }
    release(length);
    return false;
  }

  private boolean fits(int length, long own, long all) {
    if (own - length > NEXT_TO_NOTHING) {
      return own <= max && all <= total.max;
    }
    return all <= total.max || all == length || (length <= SMALL && all <= total.max / 2 * 3);
  }

  private void learn(int length) {
    int before = usual;
    if (length > before) {
      usual = length;
    } else if (before - length >= 1 << FORGET_SHIFT) {
      usual = before - ((before - length) >> FORGET_SHIFT);
    }
  }

  /** Counts what must be kept in any case, and is small. */
  void acquire(int length) {
    held.addAndGet(length);
    total.held.addAndGet(length);
  }

  /** It was handed to the peer, or will not be. */
  void release(int length) {
    held.addAndGet(-length);
    total.held.addAndGet(-length);
  }
}
