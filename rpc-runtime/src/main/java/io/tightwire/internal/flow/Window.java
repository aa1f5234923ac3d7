package io.tightwire.internal.flow;

import java.util.concurrent.TimeUnit;

/**
 * How far a stream may be ahead of its reader: by so many items, and by so many bytes of them, but
 * for the last that the bytes still had room for. Each half that was read is granted anew. A reader
 * that is so fast that it would do little else than grant is given more items at a time. While many
 * streams are not read, there are fewer bytes for each ({@link WindowBudget}). Confined to the
 * reader.
 */
public final class Window {

  /** Items that are granted and not yet read, at first; and of a reader that takes its time. */
  public static final int ITEMS = 256;

  /** The same of the fastest reader. */
  public static final int MOST_ITEMS = 1024;

  /** Bytes that are granted and not yet read, at most. */
  public static final int BYTES = 1 << 20;

  /** Half a window that is read in less is too little to be worth waking two processes. */
  private static final long FAST = TimeUnit.MILLISECONDS.toNanos(1);

  /** Half a window that takes longer is more than need be ready. */
  private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(20);

  private final WindowBudget.Share share;
  private int size = ITEMS;
  private long items;
  private long bytes;

  /** How many bytes were granted and not yet read, after the last grant; 0 before the first. */
  private long byteSize;

  private long grantedAt;

  /** A stream's own, which gets its bytes from there. */
  public Window(WindowBudget.Share share) {
    this.share = share;
  }

  /**
   * What is to be sent as credit.
   *
   * @param items not negative
   * @param bytes not negative
   */
  public record Grant(long items, long bytes) {}

  /** An item was read. */
  public void read(int length) {
    items--;
    bytes -= length;
  }

  /**
   * Whether something can be granted that is worth a frame.
   *
   * @param demand how many items the reader can take from now on
   */
  public boolean isGrantDue(long demand) {
    long more = moreItems(demand);
    boolean itemsDue = more > 0 && (items == 0 || more >= size / 2);
    boolean bytesDue = bytes <= byteSize / 2 && items > 0;
    return itemsDue || bytesDue;
  }

  /**
   * Grants what is due.
   *
   * @param now in nanoseconds
   */
  public Grant grant(long demand, long now) {
    if (bytes > 0 && moreItems(demand) >= size / 2) { // not at first, nor if bytes are short
      adapt(now - grantedAt);
    }
    grantedAt = now;
    byteSize = share.extend(Math.max(0, bytes), byteSize == 0);
    Grant grant = new Grant(moreItems(demand), byteSize - bytes);
    items += grant.items;
    bytes = byteSize;
    return grant;
  }

  private long moreItems(long demand) {
    return Math.max(0, Math.min(demand, size) - items);
  }

  private void adapt(long readingTime) {
    if (readingTime < FAST) {
      size = Math.min(MOST_ITEMS, size * 2);
    } else if (readingTime > SLOW) {
      size = Math.max(ITEMS, size / 2);
    }
  }
}
