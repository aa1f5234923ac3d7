package io.tightwire.internal.stream;

import java.util.concurrent.TimeUnit;

/**
 * The flow-control window of one stream: how many items, and how many bytes of them, its sender may
 * be ahead of its reader. The last item may exceed the bytes. When half of either is read, as much
 * is granted again. A reader so fast that it would do little else than grant is given more items at
 * a time. While many streams are not read, each gets fewer bytes ({@link WindowBudget}). Confined
 * to the reader.
 */
public final class Window {

  /** The most items that are granted and not yet read, at first and for a slow reader. */
  public static final int ITEMS = 256;

  /** The same for the fastest reader. */
  public static final int MOST_ITEMS = 1024;

  /** The most items, and bytes, of a window that starts slowly, until it is used up twice. */
  static final int FIRST_ITEMS = 16;

  static final int FIRST_BYTES = 64 << 10;

  /** The most bytes that are granted and not yet read. */
  public static final int BYTES = 1 << 20;

  /** A window of which half is read in less time is enlarged: each grant wakes two processes. */
  private static final long FAST = TimeUnit.MILLISECONDS.toNanos(1);

  /** A window of which half takes longer is reduced. */
  private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(20);

  private final WindowBudget.Share share;
  private int size;

  /** Whether the window is small still, as its reader has not shown that it reads. */
  private boolean small;

  /** How many items were read, and how many bytes they had. */
  private long itemsRead;

  private long bytesRead;
  private long items;
  private long bytes;

  /** The bytes that were granted and unread after the last grant; 0 before the first. */
  private long byteSize;

  private long grantedAt;

  /** Creates a window whose bytes come from a share of the client's budget. */
  Window(WindowBudget.Share share) {
    this(share, false);
  }

  /**
   * Creates a window whose bytes come from a share of the side's budget.
   *
   * @param slowly whether it is small until it is used up twice
   */
  Window(WindowBudget.Share share, boolean slowly) {
    this.share = share;
    this.small = slowly;
    this.size = slowly ? FIRST_ITEMS : ITEMS;
  }

  /**
   * Credit to be sent. Immutable.
   *
   * @param items not negative
   * @param bytes not negative
   */
  public record Grant(long items, long bytes) {}

  /** Returns how many items are granted and not read. */
  long items() {
    return items;
  }

  /** Counts an item as read. */
  void read(int length) {
    items--;
    bytes -= length;
    itemsRead++;
    bytesRead += length;
  }

  /**
   * Returns whether there is enough to grant to be worth a frame.
   *
   * @param demand how many items the reader can take from now on
   */
  boolean isGrantDue(long demand) {
    long more = moreItems(demand);
    boolean itemsDue = more > 0 && (items == 0 || more >= size / 2);
    boolean bytesDue = bytes <= byteSize / 2 && items > 0;
    return itemsDue || bytesDue;
  }

  /**
   * Grants what is due.
   *
   * @param demand how many items the reader can take from now on
   * @param now in nanoseconds
   */
  Grant grant(long demand, long now) {
    if (small) {
      if (itemsRead >= 2 * FIRST_ITEMS || bytesRead >= 2 * FIRST_BYTES) {
        small = false;
        size = ITEMS;
      }
    } else if (bytes > 0 && moreItems(demand) >= size / 2) { // not at first, nor if bytes are short
      adapt(now - grantedAt);
    }
    grantedAt = now;
    byteSize = share.acquire(Math.max(0, bytes), byteSize == 0, small ? FIRST_BYTES : BYTES);
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
