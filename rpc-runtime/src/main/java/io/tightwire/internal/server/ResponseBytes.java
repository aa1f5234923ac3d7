package io.tightwire.internal.server;

import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.link.Peer;

/**
 * Counts the bytes of responses that are kept for one client, from when they are encoded until the
 * last of them has left, and limits them for the client and for all clients together.
 *
 * <p>Calls are started while less than half of the limit is used. So those that run then have the
 * other half for their responses. Of what is left, a client may use no more than it leaves to the
 * others. A client that has taken everything is always served. {@link CallGate} is what makes calls
 * wait: that is the backpressure on requests.
 *
 * <p>Thread-safe.
 */
final class ResponseBytes {

  /**
   * The size of a response that the system takes from a connection with an empty queue, so that it
   * is not kept for long.
   */
  static final int SMALL = 128 << 10;

  /** A client for which no more bytes are kept counts as one that has taken everything. */
  private static final int NEARLY_NOTHING = 16 << 10;

  /** The rate at which a large response is forgotten: one part in 2^3 with each smaller one. */
  private static final int FORGET_SHIFT = 3;

  private final Peer peer;
  private final SharedByteBudget total;
  private final SharedByteBudget own;

  /** The typical size of the client's responses. Races between writers do no harm. */
  private volatile int usual;

  /**
   * Creates the account of one client.
   *
   * @param limit of the client
   * @param total the account of all clients
   */
  ResponseBytes(Peer peer, long limit, SharedByteBudget total) {
    this.peer = peer;
    this.own = new SharedByteBudget(limit);
    this.total = total;
  }

  /** Returns how many bytes are encoded and not yet handed to the peer. */
  long used() {
    return own.used();
  }

  /** Returns how many bytes are kept for the client, also by the link. */
  long kept() {
    return own.used() + peer.unsentBytes();
  }

  private long keptInAll() {
    return total.used() + peer.unsentBytesInAll();
  }

  /** Returns whether a call may be started, if its response will be about as large as others. */
  boolean mayStart() {
    long kept = kept();
    long all = keptInAll();
    int next = usual;
    if (kept <= NEARLY_NOTHING) {
      return next <= SMALL || all + next <= total.limit() || all <= NEARLY_NOTHING;
    }
    return kept + next <= own.limit() / 2 && kept + next <= total.limit() / 2 - all;
  }

  /** Returns how many calls may be started, if their responses have the usual size. */
  long startable() {
    long kept = kept();
    long left = Math.min(own.limit() / 2 - kept, total.limit() / 2 - keptInAll());
    long least = kept <= NEARLY_NOTHING ? SMALL : 0;
    return Math.max(left, least) / Math.max(1, usual);
  }

  /** Counts a response that was encoded. Returns false, and does not, if the limit is reached. */
  boolean tryAcquire(int length) {
    learn(length);
    long kept = own.acquire(length) + peer.unsentBytes();
    long all = total.acquire(length) + peer.unsentBytesInAll();
    if (fits(length, kept, all)) {
      return true;
    }
    release(length);
    return false;
  }

  private boolean fits(int length, long kept, long all) {
    if (kept - length > NEARLY_NOTHING) {
      return kept <= own.limit() && all <= total.limit();
    }
    return all <= total.limit()
        || all == length
        || (length <= SMALL && all <= total.limit() / 2 * 3);
  }

  private void learn(int length) {
    int before = usual;
    if (length > before) {
      usual = length;
    } else if (before - length >= 1 << FORGET_SHIFT) {
      usual = before - ((before - length) >> FORGET_SHIFT);
    }
  }

  /** Counts a small response that must be kept, also beyond the limit. */
  void acquire(int length) {
    long unusedOwn = own.acquire(length);
    long unusedTotal = total.acquire(length);
  }

  /** Stops counting a response that was handed to the peer, or will not be. */
  void release(int length) {
    own.release(length);
    total.release(length);
  }
}
