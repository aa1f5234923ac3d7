package io.tightwire.internal;

import java.util.Random;

/**
 * What both sides of a {@link Schedule}'s call do with the stream that its caller sends. Immutable.
 *
 * @param items how many items the source has, if nothing goes wrong
 * @param mishap what goes wrong with it
 * @param mishapAt the index of the item at which it does
 * @param reading what the handler does with the items
 * @param readTo after how many it does something else than read
 * @param eager whether each side takes and gives as much as it can
 */
record StreamPlan(
    int items, Mishap mishap, int mishapAt, Reading reading, int readTo, boolean eager) {

  /** What goes wrong with a source. */
  enum Mishap {
    NONE,
    /** The source throws instead of an item. */
    FAILS,
    /** An item can't be encoded. */
    UNENCODABLE,
    /** An item can't be decoded by the handler. */
    UNDECODABLE
  }

  /** What a handler does. */
  enum Reading {
    /** It reads all items, and responds. */
    ALL,
    /** It reads no more items, and responds later. */
    STOP,
    /** It responds, with items left. */
    RESPOND,
    /** It throws. */
    THROW,
    /** It asks for no item, and responds later. */
    NOTHING
  }

  private static final int FEW = 12;
  private static final int MANY = 300;

  /** The largest items are larger than the credit of bytes that a handler begins with. */
  private static final int LARGEST = 700_000;

  static StreamPlan of(Random random, boolean many) {
    int items = random.nextInt(many && random.nextInt(6) == 0 ? MANY : FEW);
    Mishap mishap =
        random.nextInt(4) == 0
            ? Mishap.values()[random.nextInt(Mishap.values().length)]
            : Mishap.NONE;
    Reading reading =
        random.nextBoolean()
            ? Reading.ALL
            : Reading.values()[random.nextInt(Reading.values().length)];
    return new StreamPlan(
        items,
        items == 0 && mishap != Mishap.FAILS ? Mishap.NONE : mishap,
        items == 0 ? 0 : random.nextInt(items),
        reading,
        random.nextInt(items + 1),
        random.nextBoolean());
  }

  /** Returns whether the source throws at an index. */
  boolean failsAt(int index) {
    return mishap == Mishap.FAILS && index == mishapAt;
  }

  /** Returns an item of the source. */
  ScheduledItem item(int index, boolean heavy) {
    boolean odd = index == mishapAt;
    if (odd && mishap == Mishap.UNENCODABLE) {
      return new ScheduledItem(index, ScheduledItem.UNENCODABLE);
    }
    int bytes = heavy ? 4 + (index + 1) * 79_193 % LARGEST : 4;
    return new ScheduledItem(odd && mishap == Mishap.UNDECODABLE ? -1 - index : index, bytes);
  }

  /** Returns whether a handler that reads everything meets with the mishap. */
  boolean mustFail() {
    return reading == Reading.THROW || (reading == Reading.ALL && mishap != Mishap.NONE);
  }

  /** Returns how many items a handler has got that responds well. */
  int itemsToRespond() {
    return switch (reading) {
      case NOTHING -> 0;
      case ALL -> items;
      default -> Math.min(items, readTo);
    };
  }
}
