package io.tightwire.internal.link;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that one peer was handed and that have not left: those that JeroMQ has not begun to
 * write, or that another loop has not begun to read, and those that are being written. The former
 * are bounded, so that what waits does so where it can still be called off. Safe for use by the
 * loop thread and the thread that takes the bytes from it; {@link #unsent()} by many threads.
 */
final class Transit {

  /** Enough to keep the other thread busy while the loop gets woken. */
  private static final long FULL = 256 * 1024;

  private static final long RESUME = FULL / 2;

  /** Roughly what an object in JeroMQ's queue costs, whatever its length. */
  private static final long OVERHEAD = 256;

  private final AtomicLong bytes = new AtomicLong();

  /** What counts of them for all peers, too. */
  private final AtomicLong unsent = new AtomicLong();

  private final Traffic traffic;
  private volatile boolean waiting;
  private volatile boolean isWritingTold;

  // Below: confined to the thread that writes.

  /** The messages that are being written, each of which is kept whole until its last byte left. */
  private long writing;

  /** How many of their bytes have not left. */
  private long toWrite;

  Transit(Traffic traffic) {
    this.traffic = traffic;
  }

  /** From now on {@link #wrote} tells when bytes have left; otherwise they have once begun. */
  void expectWriting() {
    isWritingTold = true;
  }

  /** Whether there is room; if not, the loop is woken when there is. */
  boolean hasRoom() {
    if (bytes.get() < FULL) {
      return true;
    }
    waiting = true;
    if (bytes.get() > RESUME) {
      return false;
    }
    waiting = false;
    return true;
  }

  /** A message of so many bytes is handed over. */
  void entered(int size) {
    long kept = size + OVERHEAD;
    bytes.addAndGet(kept);
    unsent.addAndGet(kept);
    traffic.inTransit(kept);
  }

  /** It begins to be written, or to be read by the other loop. */
  void begun(int size) {
    long kept = size + OVERHEAD;
    if (isWritingTold) {
      writing += kept;
      toWrite += size;
    } else {
      left(kept);
    }
    if (bytes.addAndGet(-kept) <= RESUME && waiting) {
      waiting = false;
      traffic.wake();
    }
  }

  /**
   * The system has taken so many bytes of what is being written. What frames the messages is among
   * them, which is next to nothing.
   */
  void wrote(int count) {
    if (writing > 0) {
      toWrite -= count;
      if (toWrite <= 0) {
        left(writing);
        writing = 0;
        toWrite = 0;
      }
    }
  }

  /** Nothing of it will be written any more. */
  void abandon() {
    traffic.inTransit(-unsent.getAndSet(0));
  }

  private void left(long size) {
    long before = unsent.getAndUpdate(now -> Math.max(0, now - size));
    traffic.inTransit(-Math.min(before, size)); // nothing more, once it was abandoned
  }

  /** What was handed over and has not left. */
  long unsent() {
    return unsent.get();
  }
}
