package io.tightwire.internal.flow;

/**
 * The bytes that a client or server keeps at most, derived from its largest message and the heap.
 *
 * <p>Stateless and thread-safe.
 */
public final class ByteLimits {

  /** The largest message unless the user sets another. */
  public static final int MAX_MESSAGE_SIZE = 16 << 20;

  private ByteLimits() {}

  /** Returns how much may wait for a peer that does not keep up. */
  public static long maxQueuedBytes(int maxMessageSize) {
    return Math.max(4L * maxMessageSize, 64 << 20);
  }

  /**
   * Returns how much may wait here until the other side keeps up: a share of the heap, within
   * reason.
   */
  public static long maxWaitingBytes(int maxMessageSize) {
    return Math.max(4L * maxMessageSize, Math.min(Runtime.getRuntime().maxMemory() / 4, 256 << 20));
  }

  /** Returns how much may have come of all streams of a client, unread: a share of the heap. */
  public static long maxUnreadBytes() {
    return Runtime.getRuntime().maxMemory() / 4;
  }

  /** Returns how much may wait for all peers of a server: a share of the heap. */
  public static long maxBytesInAll(int maxMessageSize) {
    return Math.max(4L * maxMessageSize, Runtime.getRuntime().maxMemory() / 4);
  }
}
