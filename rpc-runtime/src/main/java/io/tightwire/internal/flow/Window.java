package io.tightwire.internal.flow;

import org.jspecify.annotations.Nullable;

/**
 * How far a stream may be ahead of its reader: by so many items, and by so many bytes of them, but
 * for the last that the bytes still had room for. Each half that was read is granted anew. Confined
 * to the reader.
 */
public final class Window {

  /** Items that were granted and not yet read, at most. */
  public static final int ITEMS = 256;

  /** Bytes that were granted and not yet read, at most. */
  public static final int BYTES = 1 << 20;

  private long items;
  private long bytes;

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
   * What to grant now; null if it is not yet worth a frame.
   *
   * @param demand how many items the reader can take from now on
   */
  public @Nullable Grant grant(long demand) {
    long moreItems = Math.max(0, Math.min(demand, ITEMS) - items);
    boolean itemsDue = moreItems > 0 && (items == 0 || moreItems >= ITEMS / 2);
    boolean bytesDue = bytes <= BYTES / 2 && items > 0;
    if (!itemsDue && !bytesDue) {
      return null;
    }
    Grant grant = new Grant(moreItems, BYTES - bytes);
    items += grant.items;
    bytes = BYTES;
    return grant;
  }
}
