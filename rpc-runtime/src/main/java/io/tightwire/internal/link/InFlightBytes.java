package io.tightwire.internal.link;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes that were handed over for one peer and have not left.
 *
 * <h2>The two states of a byte</h2>
 *
 * First a message lies in a queue, JeroMQ's or another loop's, until that begins to write or to
 * read it. Then it is being written; the whole of it is kept in memory until the system has taken
 * its last byte. {@link #unsent()} counts both states. The watermarks are about the first one.
 *
 * <h2>The watermarks</h2>
 *
 * Up to {@link #HIGH_WATERMARK} bytes may lie in the queue; what exceeds that stays in the outbox,
 * where calls can still be cancelled. The loop is woken when the queue has fallen to {@link
 * #LOW_WATERMARK}. Between the two it is left alone, so that it is woken once for many messages.
 * What is left in the queue then keeps the other thread busy until the loop has sent more.
 *
 * <p>The loop asks {@link #hasCapacity()} and the other thread makes capacity at the same time. So
 * the loop first says that it waits, and looks again after that.
 *
 * <p>Confined to the loop thread and the thread that takes the bytes from it, each method as it
 * says; {@link #unsent()} is thread-safe.
 */
public final class InFlightBytes {

  private static final long HIGH_WATERMARK = 256 * 1024;

  private static final long LOW_WATERMARK = HIGH_WATERMARK / 2;

  /** The approximate cost of an object in JeroMQ's queue, independent of its length. */
  private static final long OVERHEAD = 256;

  /** The bytes in the queue. */
  private final AtomicLong queued = new AtomicLong();

  /** The bytes that are in the queue or being written. */
  private final AtomicLong unsent = new AtomicLong();

  private final LinkBytes total;
  private final Runnable wake;
  private volatile boolean waiting;
  private volatile boolean countsUntilWritten;

  // Below: confined to the thread that writes.

  /** The messages that are being written. */
  private long writing;

  /** The number of their bytes that have not left. */
  private long toWrite;

  /**
   * Creates an account at zero.
   *
   * @param total the account of all peers
   * @param wake makes the loop pass again
   */
  InFlightBytes(LinkBytes total, Runnable wake) {
    this.total = total;
    this.wake = wake;
  }

  /**
   * Counts messages until {@link #onBytesWritten} tells that they have left. Without this they
   * count until they have begun to leave. Called before anything is sent.
   */
  public void countUntilWritten() {
    countsUntilWritten = true;
  }

  /** Returns whether more may be handed over; if not, the loop is woken when it may. */
  public boolean hasCapacity() {
    if (queued.get() < HIGH_WATERMARK) {
      return true;
    }
    waiting = true;
    if (queued.get() > LOW_WATERMARK) {
      return false;
    }
    waiting = false;
    return true;
  }

  /** Adds a message that is handed over. Called by the loop thread. */
  public void acquire(int size) {
    long kept = size + OVERHEAD;
    queued.addAndGet(kept);
    unsent.addAndGet(kept);
    total.addInFlight(kept);
  }

  /** Records that a message begins to be written, or was taken by another loop. */
  void onBegun(int size) {
    long kept = size + OVERHEAD;
    if (countsUntilWritten) {
      writing += kept;
      toWrite += size;
    } else {
      release(kept);
    }
    if (queued.addAndGet(-kept) <= LOW_WATERMARK && waiting) {
      waiting = false;
      wake.run();
    }
  }

  /**
   * Records that the system has taken bytes of what is being written.
   *
   * @param count includes the few bytes of the messages' framing
   */
  public void onBytesWritten(int count) {
    if (writing > 0) {
      toWrite -= count;
      if (toWrite <= 0) {
        release(writing);
        writing = 0;
        toWrite = 0;
      }
    }
  }

  /** Releases all: nothing more will be written. Called by the loop thread. */
  void releaseAll() {
    total.addInFlight(-unsent.getAndSet(0));
  }

  private void release(long size) {
    long before = unsent.getAndUpdate(now -> Math.max(0, now - size));
    total.addInFlight(-Math.min(before, size)); // nothing more, once all was released
  }

  /** Returns the number of bytes that were handed over and have not left. */
  long unsent() {
    return unsent.get();
  }
}
