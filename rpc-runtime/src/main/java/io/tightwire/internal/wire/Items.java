package io.tightwire.internal.wire;

import java.util.Arrays;

/**
 * A run of items of one call: ITEM frames that came one behind the other in one message, all with
 * the same head, not copied. Immutable, since the message never changes.
 */
public final class Items {

  /** No items. */
  public static final Items NONE = new Items(new byte[0], 0, 0, new int[0], 0);

  private final byte[] message;
  private final int from;
  private final int head;

  /** The indexes at which each frame ends and the next one begins. */
  private final int[] ends;

  private final int count;

  private Items(byte[] message, int from, int head, int[] ends, int count) {
    this.message = message;
    this.from = from;
    this.head = head;
    this.ends = ends;
    this.count = count;
  }

  public int count() {
    return count;
  }

  /** Returns the value of the item of that index. */
  public Slice value(int index) {
    int at = valueAt(index);
    return new Slice(message, at, ends[index] - at);
  }

  /** Returns how many bytes that value has. */
  public int length(int index) {
    return ends[index] - valueAt(index);
  }

  private int valueAt(int index) {
    return (index == 0 ? from : ends[index - 1]) + head;
  }

  /** Returns the first items. */
  public Items first(int howMany) {
    return howMany == count ? this : new Items(message, from, head, ends, howMany);
  }

  /** Returns the same items, copied out of the message if it is much larger. */
  public Items detached() {
    return detached(Slice.LARGE);
  }

  /**
   * Returns the same items, copied out of the message if it is much larger than they are, and
   * larger than that.
   *
   * @param large in bytes
   */
  public Items detached(int large) {
    int to = count == 0 ? from : ends[count - 1];
    Slice detached = new Slice(message, from, to - from).detached(large);
    if (detached.array() == message) {
      return this;
    }
    int[] moved = Arrays.stream(ends, 0, count).map(end -> end - from).toArray();
    return new Items(detached.array(), 0, head, moved, count);
  }

  /** Collects a run. Confined to one thread. */
  static final class Builder {

    private final byte[] message;
    private final int from;
    private final int head;
    private int[] ends = new int[4];
    private int count;

    Builder(byte[] message, int from, int head) {
      this.message = message;
      this.from = from;
      this.head = head;
    }

    int count() {
      return count;
    }

    /** Adds an item whose frame ends there. */
    void add(int end) {
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, count * 4);
      }
      ends[count++] = end;
    }

    Items build() {
      return new Items(message, from, head, ends, count);
    }
  }
}
