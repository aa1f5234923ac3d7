package io.tightwire.internal.link;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes are with JeroMQ, to one peer, that it has not begun to write; or with another loop
 * that has not begun to read them. Bounded, so that what waits does so where it is counted in bytes
 * and can still be called off. Safe for use by the loop thread and who takes the bytes from it.
 */
final class Transit {

  /** Enough to keep the other thread busy while the loop gets woken. */
  private static final long FULL = 256 * 1024;

  private static final long RESUME = FULL / 2;

  private final AtomicLong bytes = new AtomicLong();
  private final Runnable onRoom;
  private volatile boolean waiting;

  Transit(Runnable onRoom) {
    this.onRoom = onRoom;
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

  void entered(int size) {
    bytes.addAndGet(size);
  }

  void left(int size) {
    if (bytes.addAndGet(-size) <= RESUME && waiting) {
      waiting = false;
      onRoom.run();
    }
  }
}
