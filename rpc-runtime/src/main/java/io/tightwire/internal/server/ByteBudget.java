package io.tightwire.internal.server;

/** How many bytes of one sort may be kept, and how many are. Confined to the loop thread. */
final class ByteBudget {

  private final long max;
  private long used;

  ByteBudget(long max) {
    this.max = max;
  }

  /** Whether so many more may be kept; whatever its size, one thing may. */
  boolean hasRoom(long bytes) {
    return used == 0 || used + bytes <= max;
  }

  void acquire(long bytes) {
    used += bytes;
  }

  void release(long bytes) {
    used -= bytes;
  }

  long used() {
    return used;
  }
}
